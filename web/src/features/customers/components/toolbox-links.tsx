import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import css from './toolbox-links.module.css';

/** The workflows that the customer's segment offers first, to be started about this customer. */
export function ToolboxLinks({ customerId }: { customerId: string }) {
  const t = useT();
  const { data } = useQuery(
    api.toolboxes.ofCustomer.queryOptions({ input: { id: customerId }, staleTime: 60_000, retry: false }),
  );
  if (!data?.items.length) return null;
  return (
    <nav aria-label={t('toolbox.title')} className={css.links}>
      {data.items.map(({ id, name }) => (
        <ActionLink key={id} place={places.startWorkflow(id, customerId)}>
          {name}
        </ActionLink>
      ))}
    </nav>
  );
}
