import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { useItemHeadline } from '../../../widgets/plan-items/item-words.ts';
import { ItemView } from '../components/item-view.tsx';

export default function ItemPage() {
  const t = useT();
  const headline = useItemHeadline();
  const id = usePathId();
  const query = useQuery(api.plans.item.queryOptions({ input: { id } }));
  const item = query.data;
  return (
    <Page
      title={item ? headline(item) : t('plans.item')}
      subtitle={
        item ? (
          <Link to="/week" search={{ person: item.owner.id, week: item.day }}>
            {t('plans.weekOf', { name: item.owner.name })}
          </Link>
        ) : null
      }
    >
      <Loaded query={query}>{(loaded) => <ItemView item={loaded} onReload={() => void query.refetch()} />}</Loaded>
    </Page>
  );
}
