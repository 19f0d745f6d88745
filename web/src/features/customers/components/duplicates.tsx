import { CheckOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import type { Duplicate } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import { useT } from '../../../lib/texts.ts';
import css from './forms.module.css';

type Asked = { name?: string; creditCode?: string | null; phone?: string | null };

/** Who has a customer like this one already, asked while it is being typed. */
export function useDuplicates(asked: Asked) {
  const input = useDebounced(
    JSON.stringify({
      name: asked.name?.trim() || undefined,
      creditCode: asked.creditCode?.trim() || undefined,
      phone: asked.phone?.trim() || undefined,
    }),
    300,
  );
  const parsed = JSON.parse(input) as { name?: string; creditCode?: string; phone?: string };
  const query = useQuery(
    api.customers.duplicates.queryOptions({
      input: parsed,
      enabled: (parsed.name?.length ?? 0) > 1 || Boolean(parsed.creditCode) || (parsed.phone?.length ?? 0) > 6,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  );
  const items = query.isEnabled ? (query.data?.items ?? []) : [];
  return {
    exact: items.filter((item) => item.reason !== 'similarName'),
    similar: items.filter((item) => item.reason === 'similarName'),
    checked: query.isEnabled && query.isFetched && !query.isFetching,
    checking: query.isEnabled && query.isFetching,
    again: () => query.refetch(),
  };
}

type DuplicatesProps = {
  found: ReturnType<typeof useDuplicates>;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
};

/** What was found, whom to talk to, and for similar names the word that it is another company. */
export function Duplicates({ found, accepted, onAccept }: DuplicatesProps) {
  const t = useT();
  const { exact, similar } = found;
  return (
    <div aria-live="polite">
      {exact.length === 0 && similar.length === 0 ? <Status found={found} /> : null}
      {exact.length > 0 ? (
        <div className={`${css.found} ${css.exact}`}>
          <p className={css.foundTitle}>
            <StopOutlined aria-hidden /> {t('customers.duplicates.exactTitle')}
          </p>
          <Rows items={exact} />
        </div>
      ) : null}
      {exact.length === 0 && similar.length > 0 ? (
        <div className={`${css.found} ${css.similar}`}>
          <p className={css.foundTitle}>
            <WarningOutlined aria-hidden /> {t('customers.duplicates.similarTitle')}
          </p>
          <Rows items={similar} />
          <Checkbox checked={accepted} onChange={(event) => onAccept(event.target.checked)}>
            {t('customers.duplicates.accept')}
          </Checkbox>
        </div>
      ) : null}
    </div>
  );
}

function Status({ found }: { found: DuplicatesProps['found'] }) {
  const t = useT();
  return (
    <p className={css.status}>
      {found.checking ? t('customers.duplicates.checking') : null}
      {found.checked ? (
        <>
          <CheckOutlined aria-hidden /> {t('customers.duplicates.free')}
        </>
      ) : null}
    </p>
  );
}

function Rows({ items }: { items: Duplicate[] }) {
  const t = useT();
  return (
    <ul>
      {items.map((item) => (
        <li key={`${item.reason}.${item.customer?.id ?? item.owner.id}`} className={css.foundRow}>
          {item.customer ? (
            <>
              <Link to="/customers/$id" params={{ id: item.customer.id }}>
                {item.customer.name}
              </Link>
              <span>{t('customers.duplicates.heldBy', { owner: item.owner.name })}</span>
            </>
          ) : (
            <span>{t('customers.duplicates.askOwner', { owner: item.owner.name })}</span>
          )}
          <span>({t(`customers.duplicates.reasons.${item.reason}`)})</span>
        </li>
      ))}
    </ul>
  );
}
