import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { api } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { useItemHeadline } from '../../../widgets/plan-items/item-words.ts';
import { ItemView } from './item-view.tsx';

/** An item beside the calendar. */
export function ItemDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useT();
  const headline = useItemHeadline();
  const query = useQuery(api.plans.item.queryOptions({ input: { id: id ?? '' }, enabled: Boolean(id) }));
  return (
    <Drawer
      open={Boolean(id)}
      onClose={onClose}
      size={560}
      destroyOnHidden
      title={query.data ? headline(query.data) : t('plans.item')}
      extra={
        id ? (
          <Link to="/items/$id" params={{ id }}>
            {t('plans.openPage')}
          </Link>
        ) : null
      }
    >
      <Loaded query={query}>{(item) => <ItemView item={item} onReload={() => void query.refetch()} />}</Loaded>
    </Drawer>
  );
}
