import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import { Phone } from '../../../widgets/phone/phone.tsx';
import type { AnyField, ArchiveField } from '../archive-values.ts';
import { labelOf } from '../archive-values.ts';
import css from './archive.module.css';
import { UnsavedChanges } from './archive-draft.tsx';
import { EditArchive } from './edit-archive.tsx';
import { useOwnSections } from './own-values.tsx';
import type { ArchiveValue } from './value-list.tsx';
import { ValueList } from './value-list.tsx';

/** What the archive says; edited in place, in one form. A blank field opens it where it is to be filled in. */
export function Overview({ customer }: { customer: Customer }) {
  const t = useT();
  const [editing, setEditing] = useState<AnyField | null>(null);
  if (editing) return <EditArchive customer={customer} focus={editing} onDone={() => setEditing(null)} />;
  return (
    <Card
      title={t('customers.archive.tabs.overview')}
      extra={
        <span className={css.headActions}>
          <span>
            {t('customers.archive.updatedAt')} <RelativeTime at={customer.archiveUpdatedAt} />
          </span>
          {customer.can.update ? (
            <Button icon={<EditOutlined />} onClick={() => setEditing('name')}>
              {t('customers.archive.edit')}
            </Button>
          ) : null}
        </span>
      }
    >
      {customer.can.update ? <UnsavedChanges id={customer.id} onResume={() => setEditing('name')} /> : null}
      <Principles segmentId={customer.segmentId} />
      <Values customer={customer} onFill={customer.can.update ? setEditing : undefined} />
    </Card>
  );
}

type ValuesProps = { customer: Customer; onFill: ((field: AnyField) => void) | undefined };

function Values({ customer, onFill }: ValuesProps) {
  const builtIn = useBuiltIn(customer, onFill);
  const own = useOwnSections(customer, onFill);
  return <ValueList sections={[{ id: 'builtIn', name: null, values: builtIn }, ...own]} />;
}

function useBuiltIn(customer: Customer, onFill: ValuesProps['onFill']): ArchiveValue[] {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const company = useQuery(api.org.company.queryOptions({ staleTime: 300_000 })).data;
  const { parent, phone, website, employees, annualRevenue, addresses } = customer;
  const field = (name: ArchiveField, value: ReactNode, wide?: boolean): ArchiveValue => {
    const label = t(`customers.fields.${labelOf(name)}`);
    // Nothing is called blank before its name has arrived.
    const shown = value ?? (lists.loading && name.endsWith('Id') ? '…' : null);
    return { key: name, wide, label, value: shown || null, onFill: onFill ? () => onFill(name) : undefined };
  };
  return [
    field('segmentId', lists.nameOf(customer.segmentId)),
    field('regionId', lists.nameOf(customer.regionId)),
    field('industryId', lists.nameOf(customer.industryId)),
    field('levelId', lists.nameOf(customer.levelId)),
    field('phone', phone ? <Phone phone={phone} name={customer.name} of={{ customerId: customer.id }} /> : null),
    field('website', website ? <Website address={website} /> : null),
    field('creditCode', customer.creditCode),
    field('parentId', parent ? <CustomerLink customer={parent} /> : null),
    field('foundedYear', customer.foundedYear),
    field('employees', employees === null ? null : format.number(employees)),
    field('annualRevenue', annualRevenue ? format.money(annualRevenue, company?.currency) : null),
    {
      key: 'lastVisit',
      label: t('customers.fields.lastVisit'),
      value: customer.lastVisitOn ? format.day(customer.lastVisitOn) : t('customers.list.never'),
    },
    field('addresses', addresses.length > 0 ? <Addresses customer={customer} /> : null, true),
    field('description', customer.description, true),
  ];
}

/** How customers of this segment are to be handled. */
function Principles({ segmentId }: { segmentId: string | null }) {
  const t = useT();
  const { segments } = useOwnFields();
  const principles = segments.find((segment) => segment.id === segmentId)?.principles;
  if (!principles) return null;
  return (
    <section className={css.principles} aria-label={t('fields.principles')}>
      <h3 className={css.principlesTitle}>{t('fields.principles')}</h3>
      <p>{principles}</p>
    </section>
  );
}

function CustomerLink({ customer }: { customer: { id: string; name: string } }) {
  return (
    <Link to="/customers/$id" params={{ id: customer.id }}>
      {customer.name}
    </Link>
  );
}

/** Only addresses of the web become links: anything else that was typed stays text. */
function Website({ address }: { address: string }) {
  const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(href) || /\s/.test(address)) return address;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  );
}

function Addresses({ customer }: { customer: Customer }) {
  const t = useT();
  return (
    <ul>
      {customer.addresses.map((address) => (
        <li key={`${address.kind}.${address.text}`}>
          <span className={css.kind}>{t(`customers.addressKinds.${address.kind}`)}</span> {address.text}
        </li>
      ))}
    </ul>
  );
}
