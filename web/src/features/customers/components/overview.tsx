import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import type { TextKey } from '../../../../../contract/texts/index.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './archive.module.css';
import { EditArchive } from './edit-archive.tsx';

/** What the archive says; edited in place, in one form. */
export function Overview({ customer }: { customer: Customer }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  if (editing) return <EditArchive customer={customer} onDone={() => setEditing(false)} />;
  return (
    <Card
      title={t('customers.archive.tabs.overview')}
      extra={
        <>
          {t('customers.archive.updatedAt')} <RelativeTime at={customer.archiveUpdatedAt} />
        </>
      }
    >
      <Values customer={customer} />
      {customer.can.update ? (
        <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
          {t('customers.archive.edit')}
        </Button>
      ) : null}
    </Card>
  );
}

function Values({ customer }: { customer: Customer }) {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const company = useQuery(api.org.company.queryOptions({ staleTime: 300_000 })).data;
  const { parent, phone, website, employees, annualRevenue } = customer;
  const field = (name: Extract<TextKey, `customers.fields.${string}`>, value: ReactNode) => (
    <Value label={t(name)} value={value} />
  );
  return (
    <dl className={css.values}>
      {field('customers.fields.segment', lists.nameOf(customer.segmentId))}
      {field('customers.fields.region', lists.nameOf(customer.regionId))}
      {field('customers.fields.industry', lists.nameOf(customer.industryId))}
      {field('customers.fields.level', lists.nameOf(customer.levelId))}
      {field('customers.fields.phone', phone ? <a href={`tel:${phone}`}>{phone}</a> : null)}
      {field('customers.fields.website', website ? <Website address={website} /> : null)}
      {field('customers.fields.creditCode', customer.creditCode)}
      {field('customers.fields.parent', parent ? <CustomerLink customer={parent} /> : null)}
      {field('customers.fields.foundedYear', customer.foundedYear)}
      {field('customers.fields.employees', employees === null ? null : format.number(employees))}
      {field('customers.fields.annualRevenue', annualRevenue ? format.money(annualRevenue, company?.currency) : null)}
      {field('customers.fields.lastVisit', customer.lastVisitOn ? format.day(customer.lastVisitOn) : null)}
      <Value wide label={t('customers.fields.addresses')} value={<Addresses customer={customer} />} />
      <Value wide label={t('customers.fields.description')} value={customer.description} />
    </dl>
  );
}

function CustomerLink({ customer }: { customer: { id: string; name: string } }) {
  return (
    <Link to="/customers/$id" params={{ id: customer.id }}>
      {customer.name}
    </Link>
  );
}

function Value({ label, value, wide }: { label: string; value: ReactNode; wide?: boolean }) {
  const t = useT();
  return (
    <div className={wide ? `${css.value} ${css.wide}` : css.value}>
      <dt>{label}</dt>
      <dd>{value ?? <span className={css.none}>{t('customers.archive.noValue')}</span>}</dd>
    </div>
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
  if (customer.addresses.length === 0) return <span className={css.none}>{t('customers.archive.noValue')}</span>;
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
