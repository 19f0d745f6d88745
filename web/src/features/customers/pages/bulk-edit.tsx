import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import type { BulkEdit, BulkRow } from '../../../../../contract/bulk.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import type { LooseT } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { useBulkWords } from '../bulk-words.ts';
import { BulkUndo, isBusy } from '../components/bulk-undo.tsx';
import css from '../components/list.module.css';
import { useListFields } from '../use-list-fields.ts';

/** One bulk edit: how far it is, what came of it, and the way back. It can be left and come back to. */
export default function BulkEditPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(
    api.bulk.get.queryOptions({
      input: { id },
      // Live messages say it sooner; this is for when they do not come through.
      refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 1500 : false),
    }),
  );
  return (
    <Page title={t('lists.bulk.title')} actions={<BulkLinks />}>
      <Loaded query={query}>
        {(edit) => (
          <div className={css.stack}>
            <Changes edit={edit} />
            {isBusy(edit) ? <Working edit={edit} /> : <Result edit={edit} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function BulkLinks() {
  const t = useT();
  return (
    <>
      <Link to="/customers/bulk">{t('lists.bulk.past')}</Link>
      <Link to="/customers">{t('lists.bulk.toList')}</Link>
    </>
  );
}

function Changes({ edit }: { edit: BulkEdit }) {
  const t = useT();
  const { fieldOf } = useListFields();
  const wordsOf = useBulkWords(fieldOf);
  const owner = typeof edit.changes.ownerId === 'string' ? [edit.changes.ownerId] : [];
  const people = useQuery(api.org.colleagues.queryOptions({ input: { ids: owner }, enabled: owner.length > 0 }));
  return (
    <Card title={t('lists.bulk.changes')}>
      {wordsOf(edit.changes, people.data?.items ?? []).map(({ key, field, words }) => (
        <p key={key}>
          {field?.label}: {words}
        </p>
      ))}
    </Card>
  );
}

function Working({ edit }: { edit: BulkEdit }) {
  const t = useT();
  const title = t(edit.state === 'undoing' ? 'lists.bulk.undoing' : 'lists.bulk.running');
  const percent = edit.total > 0 ? Math.floor((edit.done / edit.total) * 100) : 0;
  return (
    <Card title={title}>
      <div role="status">
        <Progress percent={percent} status="active" aria-label={title} />
        <p>{t('lists.bulk.progress', { done: edit.done, total: edit.total })}</p>
        <p className={css.note}>{t('lists.bulk.leave')}</p>
      </div>
    </Card>
  );
}

function Result({ edit }: { edit: BulkEdit }) {
  const t = useT();
  const { counts, state } = edit;
  const figures = [
    [t('lists.bulk.changed'), counts.changed],
    [t('lists.bulk.restored'), counts.undone],
    [t('lists.bulk.kept'), counts.kept],
    [t('lists.bulk.same'), counts.unchanged],
    [t('lists.bulk.failed'), counts.failed],
  ] as const;
  return (
    <>
      <Card title={t(state === 'undone' ? 'lists.bulk.undone' : 'lists.bulk.finished')}>
        <div role="status">
          {figures.map(([name, count]) =>
            count > 0 ? (
              <p key={name}>
                {name}: {t('lists.group.count', { count })}
              </p>
            ) : null,
          )}
        </div>
        <BulkUndo edit={edit} />
      </Card>
      {counts.failed > 0 ? <Rows edit={edit} state="failed" title={t('lists.bulk.failed')} /> : null}
      {counts.kept > 0 ? <Rows edit={edit} state="kept" title={t('lists.bulk.kept')} /> : null}
    </>
  );
}

function Rows({ edit, state, title }: { edit: BulkEdit; state: 'failed' | 'kept'; title: string }) {
  const t = useT();
  const query = useInfiniteQuery(
    api.bulk.rows.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: edit.id, state, cursor }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <Card title={title}>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <table className={css.sample}>
              <thead>
                <tr>
                  <th scope="col">{t('lists.bulk.customer')}</th>
                  <th scope="col">{t('lists.bulk.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap(({ items }) => items)
                  .map((row) => (
                    <tr key={row.row}>
                      <td>
                        {row.customer ? (
                          <Link to="/customers/$id" params={{ id: row.customer.id }}>
                            {row.customer.name}
                          </Link>
                        ) : (
                          t('lists.bulk.hiddenCustomer')
                        )}
                      </td>
                      <td>
                        <Reason row={row} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
            <MoreRows query={query} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** The fields that were refused, each with its reason; otherwise the reason of the whole. */
function Reason({ row }: { row: BulkRow }) {
  const t = useT() as LooseT;
  const { fieldOf } = useListFields();
  if (row.fields.length > 0) {
    return row.fields.map(({ path, code }) => (
      <div key={path}>
        {fieldOf(path.replace(/Id$/, ''))?.label} {t(`errors.fields.${code}`)}
      </div>
    ));
  }
  return row.code ? t(`errors.codes.${row.code.replace('.', '_')}` as Parameters<LooseT>[0]) : null;
}
