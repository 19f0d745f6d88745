import { InboxOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Pool } from '../../../../../contract/pools.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePhone } from '../../../lib/media.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { PoolDrawer } from '../components/pool-drawer.tsx';
import css from '../components/pools.module.css';

/** The pools of the company; one opens beside the list. */
export default function PoolsPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(api.pools.all.queryOptions());
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setSearch({ pool: 'new' })}>
      {t('pool.admin.add')}
    </Button>
  );
  return (
    <Page title={t('pool.admin.title')} subtitle={t('pool.admin.hint')} actions={add}>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState
                icon={<InboxOutlined />}
                title={t('pool.admin.empty')}
                hint={t('pool.admin.emptyHint')}
                action={add}
              />
            ) : (
              <Pools pools={items} />
            )}
            {search.pool ? (
              <PoolDrawer
                key={search.pool}
                pool={items.find((one) => one.id === search.pool) ?? null}
                onClose={() => setSearch({ pool: undefined })}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Pools({ pools }: { pools: Pool[] }) {
  const t = useT();
  const format = useFormat();
  const isPhone = usePhone();
  const lists = useLists();
  const place = ({ segmentId, regionId }: Pool) =>
    [lists.nameOf(segmentId) ?? t('pool.admin.anySegment'), lists.nameOf(regionId) ?? t('pool.admin.anyRegion')].join(
      ` ${t('common.separator')} `,
    );
  const link = (pool: Pool) => (
    <Link className={css.name} to="/admin/pools" search={{ pool: pool.id }} data-row="">
      {pool.name}
    </Link>
  );
  const state = (pool: Pool) =>
    pool.retired ? <StateTag tone="done">{t('pool.admin.retired')}</StateTag> : format.number(pool.customers);
  const rules = ({ rules: all }: Pool) =>
    all.length === 0
      ? t('pool.admin.noRules')
      : all.map((rule) => `${t(`pool.ruleKinds.${rule.kind}`)} ${rule.days}`).join(` ${t('common.separator')} `);
  if (isPhone) {
    return (
      <Card>
        <ul>
          {pools.map((pool) => (
            <Row key={pool.id} second={`${place(pool)} ${t('common.separator')} ${pool.keeper.name}`} end={state(pool)}>
              {link(pool)}
            </Row>
          ))}
        </ul>
      </Card>
    );
  }
  const columns: Column<Pool>[] = [
    { key: 'name', title: t('pool.admin.name'), width: '20%', render: link },
    { key: 'place', title: t('pool.admin.place'), render: place },
    { key: 'keeper', title: t('pool.admin.keeper'), render: (pool) => <PersonName person={pool.keeper} /> },
    { key: 'rules', title: t('pool.admin.rules'), render: rules },
    { key: 'customers', title: t('pool.admin.customers'), number: true, render: state },
  ];
  return (
    <RowTable
      label={t('pool.admin.title')}
      columns={columns}
      rows={pools}
      rowKey={(pool) => pool.id}
      isQuiet={(pool) => pool.retired}
    />
  );
}
