import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isBlank } from '../../../../contract/fields.rules.ts';
import type { PlainField } from '../../../../contract/workflows.forms.ts';
import { api } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import { PersonName } from '../../ui/person-name.tsx';
import { FileLinks } from '../file-upload/file-links.tsx';
import type { Named } from './named.ts';
import { filesOf, refOf } from './named.ts';
import css from './workflow-form.module.css';

type FormWordProps = { field: PlainField; value: unknown; named: Named };

/** Numbers and money as people read them. */
export function useAmountWord(): (field: PlainField, value: unknown) => string {
  const format = useFormat();
  const company = useQuery(api.org.company.queryOptions({ staleTime: 300_000 })).data;
  return ({ type, money }, value) =>
    type === 'money' || (type === 'formula' && money)
      ? format.money(String(value), company?.currency)
      : format.quantity(Number(value));
}

/** The value of a field of a form as people read it; the word for nothing when there is none. */
export function FormWord({ field, value, named }: FormWordProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const amount = useAmountWord();
  if (isBlank(value)) return <span className={css.quiet}>{t('forms.none')}</span>;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  switch (field.type) {
    case 'number':
    case 'money':
    case 'formula':
      return amount(field, value);
    case 'date':
      return format.day(String(value));
    case 'dateRange':
      return t('common.range', { from: format.day(String(list[0])), to: format.day(String(list[1])) });
    case 'choice':
    case 'multiChoice':
      return (field.choices ?? [])
        .filter((choice) => list.includes(choice.key))
        .map((choice) => choice.label)
        .join(t('fields.separator'));
    case 'department':
      return refOf(named, value)?.name ?? <span className={css.quiet}>{t('forms.none')}</span>;
    case 'person':
    case 'customer':
      return <NameWord isCustomer={field.type === 'customer'} id={value} named={named} />;
    case 'attachment':
      return <FileLinks files={filesOf(named, value)} />;
    default:
      return <span className={css.text}>{String(value)}</span>;
  }
}

function NameWord({ isCustomer, id, named }: { isCustomer: boolean; id: unknown; named: Named }) {
  const t = useT();
  const ref = refOf(named, id);
  if (!ref) return <span className={css.quiet}>{t(isCustomer ? 'forms.unseen' : 'forms.none')}</span>;
  if (!isCustomer) return <PersonName person={ref} />;
  return (
    <Link to="/customers/$id" params={{ id: ref.id }}>
      {ref.name}
    </Link>
  );
}
