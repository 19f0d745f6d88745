import { EditOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BulkEdit } from '../../../../../contract/bulk.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useBulkWords } from '../bulk-words.ts';
import { BulkState, BulkUndo, isBusy } from '../components/bulk-undo.tsx';
import { useListFields } from '../use-list-fields.ts';

/** What this person has changed in bulk, what came of it, and the way back. */
export default function BulkEditsPage() {
  const t = useT();
  const query = useInfiniteQuery(
    api.bulk.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 20, cursor }),
      ...nextPage,
      // Live messages say it sooner; this is for when they do not come through.
      refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isBusy)) ? 3000 : false),
    }),
  );
  return (
    <Page title={t('lists.bulk.past')} actions={<Link to="/customers">{t('lists.bulk.toList')}</Link>}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState icon={<EditOutlined />} title={t('lists.bulk.pastEmpty')} hint={t('lists.bulk.pastHint')} />
            );
          return (
            <>
              <Edits items={items} />
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Edits({ items }: { items: BulkEdit[] }) {
  const t = useT();
  const isPhone = usePhone();
  const wordsOf = useChangeWords(items);
  const link = (edit: BulkEdit) => (
    <Link to="/customers/bulk/$id" params={{ id: edit.id }} data-row="">
      {wordsOf(edit)}
    </Link>
  );
  if (isPhone)
    return (
      <Card>
        <ul>
          {items.map((edit) => (
            <Row
              key={edit.id}
              second={
                <>
                  <RelativeTime at={edit.createdAt} /> <Result edit={edit} />
                  <BulkUndo edit={edit} />
                </>
              }
              end={<BulkState edit={edit} />}
            >
              {link(edit)}
            </Row>
          ))}
        </ul>
      </Card>
    );
  const columns: Column<BulkEdit>[] = [
    { key: 'changes', title: t('lists.bulk.changes'), width: '36%', render: link },
    { key: 'state', title: t('lists.bulk.state'), render: (edit) => <BulkState edit={edit} /> },
    { key: 'result', title: t('lists.bulk.result'), render: (edit) => <Result edit={edit} /> },
    { key: 'at', title: t('lists.bulk.at'), render: (edit) => <RelativeTime at={edit.createdAt} /> },
    { key: 'undo', title: t('lists.bulk.undo'), render: (edit) => <BulkUndo edit={edit} /> },
  ];
  return <RowTable label={t('lists.bulk.past')} columns={columns} rows={items} rowKey={(edit) => edit.id} />;
}

/** How many were changed, or given back what they held; how far it is while it runs. */
function Result({ edit }: { edit: BulkEdit }) {
  const t = useT();
  const { state, counts, done, total } = edit;
  if (isBusy(edit)) return t('lists.bulk.progress', { done, total });
  const [words, count] =
    state === 'undone' ? [t('lists.bulk.restored'), counts.undone] : [t('lists.bulk.changed'), counts.changed];
  return `${words} ${t('lists.group.count', { count })}`;
}

function useChangeWords(items: readonly BulkEdit[]) {
  const { fieldOf } = useListFields();
  const wordsOf = useBulkWords(fieldOf);
  const ids = [
    ...new Set(items.flatMap(({ changes }) => (typeof changes.ownerId === 'string' ? changes.ownerId : []))),
  ];
  const people = useQuery(api.org.colleagues.queryOptions({ input: { ids }, enabled: ids.length > 0 }));
  return ({ changes }: BulkEdit) =>
    wordsOf(changes, people.data?.items ?? [])
      .map(({ field, words }) => `${field?.label ?? ''}: ${words}`)
      .join('; ');
}
