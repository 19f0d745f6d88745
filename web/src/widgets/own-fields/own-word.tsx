import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Customer } from '../../../../contract/customers.ts';
import type { OwnField, OwnValue } from '../../../../contract/fields.ts';
import { api } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import { PersonName } from '../../ui/person-name.tsx';
import { FileLinks } from '../file-upload/file-links.tsx';
import css from './own-fields.module.css';

type OwnWordProps = { field: OwnField; value: OwnValue | undefined; refs?: Customer['ownRefs'] };

/** The value of an own field as people read it; the word for nothing when there is none. */
export function OwnWord({ field, value, refs }: OwnWordProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const company = useQuery(api.org.company.queryOptions({ staleTime: 300_000 })).data;
  const none = <span className={css.help}>{t('customers.archive.noValue')}</span>;
  if (value === undefined) return none;
  const labelOf = (id: string) => field.choices.find((choice) => choice.id === id)?.label ?? '';
  const list = Array.isArray(value) ? value : [String(value)];
  switch (field.type) {
    case 'number':
    case 'formula':
      return typeof value === 'number' ? format.number(value) : none;
    case 'money':
      return format.money(String(value), company?.currency);
    case 'date':
      return format.day(String(value));
    case 'choice':
    case 'multiChoice':
      return list.map(labelOf).join(t('fields.separator'));
    case 'person': {
      const person = refs?.people.find((one) => one.id === value);
      return person ? <PersonName person={person} /> : none;
    }
    case 'customer': {
      const customer = refs?.customers.find((one) => one.id === value);
      return customer ? (
        <Link to="/customers/$id" params={{ id: customer.id }}>
          {customer.name}
        </Link>
      ) : (
        none
      );
    }
    case 'attachment':
      return <FileLinks files={refs?.files.filter((file) => list.includes(file.id)) ?? []} />;
    default:
      return String(value);
  }
}
