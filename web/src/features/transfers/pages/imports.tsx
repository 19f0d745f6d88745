import { UploadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Import, ImportKind } from '../../../../../contract/transfers.ts';
import { importKinds, importPermission } from '../../../../../contract/transfers.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { ImportStateTag, isBusy } from '../components/import-state.tsx';
import css from '../components/imports.module.css';
import { UploadImport } from '../components/upload-import.tsx';

/** Begins an import, and lists the earlier ones with where they stand. */
export default function ImportsPage() {
  const t = useT();
  const may = useMay();
  const [search] = useSearchParams();
  const kinds: ImportKind[] = importKinds.filter((kind) => may(importPermission(kind)));
  return (
    <Page title={t('transfers.title')}>
      <div className={css.stack}>
        {kinds.length > 0 ? (
          <UploadImport kinds={kinds} preferred={search.kind} />
        ) : (
          <p>{t('transfers.list.notAllowed')}</p>
        )}
        <Past />
      </div>
    </Page>
  );
}

function Past() {
  const t = useT();
  const isPhone = usePhone();
  const query = useInfiniteQuery(
    api.transfers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 20, cursor }),
      ...nextPage,
      // Live messages say it sooner; this is for when they do not come through.
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.items.some((item) => isBusy(item.state))) ? 3000 : false,
    }),
  );
  return (
    <section aria-labelledby="past-imports">
      <h2 className={css.heading} id="past-imports">
        {t('transfers.list.past')}
      </h2>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState
                icon={<UploadOutlined />}
                title={t('transfers.list.emptyTitle')}
                hint={t('transfers.list.emptyHint')}
              />
            );
          return (
            <>
              {isPhone ? <Cards items={items} /> : <Table items={items} />}
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Table({ items }: { items: Import[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: t('transfers.list.file'),
      width: '36%',
      render: (item) => (
        <Link to="/imports/$id" params={{ id: item.id }} data-row="">
          {item.fileName}
        </Link>
      ),
    },
    { key: 'kind', title: t('transfers.list.kind'), render: (item) => t(`transfers.kinds.${item.kind}`) },
    { key: 'state', title: t('transfers.list.state'), render: (item) => <ImportStateTag data={item} /> },
    { key: 'rows', title: t('transfers.check.row'), number: true, render: (item) => format.number(item.total) },
    {
      key: 'result',
      title: t('transfers.list.result'),
      number: true,
      render: (item) => (item.state === 'finished' ? <Result counts={item.counts} /> : null),
    },
    { key: 'at', title: t('transfers.list.at'), render: (item) => <RelativeTime at={item.createdAt} /> },
  ];
  return <RowTable label={t('transfers.list.past')} columns={columns} rows={items} rowKey={(item) => item.id} />;
}

function Result({ counts }: Pick<Import, 'counts'>) {
  const t = useT();
  const created = t('transfers.list.created', { count: counts.create });
  if (counts.update === 0) return created;
  const updated = t('transfers.list.updated', { count: counts.update });
  return counts.create === 0 ? updated : `${created} ${t('common.separator')} ${updated}`;
}

function Cards({ items }: { items: Import[] }) {
  const t = useT();
  return (
    <Card>
      <ul>
        {items.map((item) => (
          <Row key={item.id} second={<RelativeTime at={item.createdAt} />} end={<ImportStateTag data={item} />}>
            <Link to="/imports/$id" params={{ id: item.id }}>
              {item.fileName}
            </Link>{' '}
            {t(`transfers.kinds.${item.kind}`)}
          </Row>
        ))}
      </ul>
    </Card>
  );
}
