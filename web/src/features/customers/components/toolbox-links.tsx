import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
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
        <Link key={id} {...places.startWorkflow(id, customerId)} className={css.link}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
