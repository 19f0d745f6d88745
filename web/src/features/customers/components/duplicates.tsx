import { CheckOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import type { Duplicate } from '../../../../../contract/duplicates.ts';
import { api } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import css from './forms.module.css';
import type { Match } from './team-ask.tsx';
import { AskToJoin } from './team-ask.tsx';

type Checked = { name?: string; creditCode?: string; phone?: string };
type Asked = { name?: string; creditCode?: string | null; phone?: string | null };

/** A telephone or a similar name may belong to another company. */
const isAcceptable = ({ reason }: Duplicate) => reason === 'similarName' || reason === 'phone';

/** What the form itself refuses for its length is not asked. */
function fitting(value: string | null | undefined, max: number): string | undefined {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' || trimmed.length > max ? undefined : trimmed;
}

/** Who has a customer like this one already, asked while it is being typed. */
export function useDuplicates(asked: Asked) {
  const input = useDebounced(
    JSON.stringify({
      name: fitting(asked.name, 200),
      creditCode: fitting(asked.creditCode, 40),
      phone: fitting(asked.phone, 40),
    }),
    300,
  );
  const parsed = JSON.parse(input) as Checked;
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
    /** What was asked: with it one can ask to join. */
    asked: parsed,
    exact: items.filter((item) => !isAcceptable(item)),
    similar: items.filter(isAcceptable),
    checked: query.isEnabled && query.isSuccess && !query.isFetching,
    checking: query.isEnabled && query.isFetching,
    error: query.isEnabled && !query.isFetching ? query.error : null,
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
          <Rows items={exact} asked={found.asked} />
        </div>
      ) : null}
      {exact.length === 0 && similar.length > 0 ? (
        <div className={`${css.found} ${css.similar}`}>
          <p className={css.foundTitle}>
            <WarningOutlined aria-hidden /> {t('customers.duplicates.similarTitle')}
          </p>
          <Rows items={similar} asked={found.asked} />
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
  const errorText = useErrorText();
  return (
    <p className={css.status}>
      {found.checking ? t('customers.duplicates.checking') : null}
      {found.error ? errorText(found.error) : null}
      {found.checked ? (
        <>
          <CheckOutlined aria-hidden /> {t('customers.duplicates.free')}
        </>
      ) : null}
    </p>
  );
}

/** Whose it is, with the department. */
const nameOf = ({ owner }: Duplicate) => [owner.name, owner.department].filter(Boolean).join(' · ');

function matchOf({ reason }: Duplicate, asked: Checked): Match | null {
  if (reason === 'similarName') return null;
  const value = asked[reason];
  return value ? { reason, value } : null;
}

function Rows({ items, asked }: { items: Duplicate[]; asked: Checked }) {
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
              <span>{t('customers.duplicates.heldBy', { owner: nameOf(item) })}</span>
            </>
          ) : (
            <span>{t('customers.duplicates.askOwner', { owner: nameOf(item) })}</span>
          )}
          <Ask item={item} asked={asked} />
          <span>({t(`customers.duplicates.reasons.${item.reason}`)})</span>
        </li>
      ))}
    </ul>
  );
}

/** A customer that may not be seen: one can ask its owner. */
function Ask({ item, asked }: { item: Duplicate; asked: Checked }) {
  const match = item.customer ? null : matchOf(item, asked);
  return match ? <AskToJoin owner={item.owner} match={match} /> : null;
}
