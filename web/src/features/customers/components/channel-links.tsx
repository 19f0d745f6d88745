import { EditOutlined, PlusOutlined, WarningOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ChannelLink } from '../../../../../contract/channel.ts';
import type { Customer } from '../../../../../contract/customers.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { barsOf } from '../channel-bars.ts';
import css from './channel.module.css';
import { ChannelForm } from './channel-form.tsx';

/** Which distributors serve this customer, whom it serves as one, and who did before. */
export function ChannelLinks({ customer }: { customer: Customer }) {
  const t = useT();
  const [open, setOpen] = useState<ChannelLink | 'new' | null>(null);
  const query = useInfiniteQuery(
    api.channel.links.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: customer.id, cursor }),
      ...nextPage,
    }),
  );
  const add = (
    <Button icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('channel.add')}
    </Button>
  );
  return (
    <Card title={t('channel.links')} extra={customer.can.update ? add : null}>
      <Loaded query={query}>
        {({ pages }) => {
          const links = pages.flatMap((page) => page.items);
          if (links.length === 0)
            return <EmptyState compact title={t('channel.linksEmpty')} hint={t('channel.linksHint')} />;
          return (
            <>
              <Bars links={links} customer={customer} />
              <ul>
                {links.map((link) => (
                  <LinkRow key={link.id} link={link} customer={customer} onEdit={setOpen} />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
      <MoreRows query={query} />
      {open ? (
        <ChannelForm customer={customer} link={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      ) : null}
    </Card>
  );
}

const otherEnd = (link: ChannelLink, customer: Customer) =>
  link.distributor.id === customer.id ? link.customer : link.distributor;

const isOver = (link: ChannelLink, today: string) => link.untilOn !== null && link.untilOn < today;

/** Who served whom when, at a glance; the list below says the same in words. */
function Bars({ links, customer }: { links: ChannelLink[]; customer: Customer }) {
  const { today } = useMe().company;
  const bars = barsOf(links, today);
  return (
    <div className={css.bars} aria-hidden>
      {links.map((link, index) => (
        <div key={link.id} className={css.bar}>
          <span className={css.barName}>{otherEnd(link, customer).name}</span>
          <span className={css.track}>
            <span
              className={isOver(link, today) ? `${css.span} ${css.past}` : css.span}
              style={{ left: `${bars[index]?.left ?? 0}%`, width: `${bars[index]?.width ?? 0}%` }}
            />
          </span>
        </div>
      ))}
    </div>
  );
}

type LinkRowProps = { link: ChannelLink; customer: Customer; onEdit: (link: ChannelLink) => void };

function LinkRow({ link, customer, onEdit }: LinkRowProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const serves = link.distributor.id === customer.id;
  const other = otherEnd(link, customer);
  const from = format.day(link.fromOn);
  const period = link.untilOn ? t('team.period', { from, until: format.day(link.untilOn) }) : t('team.since', { from });
  const rivals = format.list([...new Set(link.overlaps.map(({ distributor }) => distributor.name))]);
  return (
    <Row
      second={
        <span className={css.figures}>
          <span>{period}</span>
          <span>{link.region?.name ?? t('channel.everywhere')}</span>
          {link.product ? <span>{link.product}</span> : null}
          {link.overlaps.length > 0 ? (
            <StateTag tone="warn" icon={<WarningOutlined aria-hidden />}>
              {t('channel.overlap', { names: rivals })}
            </StateTag>
          ) : null}
        </span>
      }
      end={
        <span className={css.ends}>
          <StateTag tone={isOver(link, today) ? 'done' : 'ok'}>
            {isOver(link, today) ? t('channel.over') : t('channel.current')}
          </StateTag>
          {link.can.change ? (
            <Button
              type="text"
              icon={<EditOutlined />}
              aria-label={`${t('channel.edit')} ${other.name}`}
              onClick={() => onEdit(link)}
            />
          ) : null}
        </span>
      }
    >
      <span className={css.ends}>
        <span>{serves ? t('channel.serves') : t('channel.servedBy')}</span>
        <Link {...places.customer(other.id)}>{other.name}</Link>
      </span>
    </Row>
  );
}
