import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Import, ImportRow } from '../../../../../contract/transfers.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Mapping } from '../import-mapping.ts';
import { useImportFields } from '../use-import-fields.ts';
import { useReasons } from '../use-reasons.ts';
import css from './imports.module.css';

export type Outcome = ImportRow['outcome'];

type ImportRowsProps = { data: Import; mapping: Mapping; outcome: Outcome | undefined };

/** The rows of the file with what becomes, or became, of each. */
export function ImportRows({ data, mapping, outcome }: ImportRowsProps) {
  const t = useT();
  const query = useInfiniteQuery(
    api.transfers.rows.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: data.id, outcome, limit: 50, cursor }),
      ...nextPage,
    }),
  );
  const mapped = useImportFields(data.kind).options.filter((field) => field.value in mapping);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0) return <p className={css.hint}>{t('transfers.check.noRows')}</p>;
        const hasProblems = rows.some((row) => row.errors.length > 0);
        const hasChanges = rows.some((row) => row.changes.length > 0);
        const fields = mapped.filter(({ value }) => rows.some((row) => isTelling(row, value, mapping)));
        return (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard as well */}
            <section className={css.scroll} aria-label={t('transfers.check.rows')} tabIndex={0}>
              <table className={css.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('transfers.check.row')}</th>
                    {hasProblems ? <th scope="col">{t('transfers.check.reason')}</th> : null}
                    {hasChanges ? <th scope="col">{t('transfers.check.changes')}</th> : null}
                    {fields.map((field) => (
                      <th key={field.value} scope="col">
                        {field.label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <OneRow
                      key={row.row}
                      data={data}
                      row={row}
                      columns={fields.map(({ value, label }) => ({ field: value, label, index: mapping[value] ?? -1 }))}
                      withReason={hasProblems}
                      withChanges={hasChanges}
                    />
                  ))}
                </tbody>
              </table>
            </section>
            <MoreRows query={query} label={t('transfers.check.moreRows')} />
          </>
        );
      }}
    </Loaded>
  );
}

/** What nobody reads in two pieces. */
const unbroken: ReadonlySet<string> = new Set([
  'segment',
  'region',
  'level',
  'phone',
  'contactPhone',
  'creditCode',
  'lastMetOn',
  'leftOn',
  'setOn',
  'lastTouchOn',
  'fromOn',
  'untilOn',
]);

/** A column that says something of these rows: of an export many are empty. */
function isTelling(row: ImportRow, field: string, mapping: Mapping): boolean {
  return (row.values[mapping[field] ?? -1] ?? '') !== '' || row.errors.some((error) => error.field === field);
}

/** What the row changes: what stands there now, and what will. */
function Changes({ row, columns }: Pick<OneRowProps, 'row' | 'columns'>) {
  const t = useT();
  return (
    <td className={css.changes}>
      {row.changes.map(({ field, from }) => {
        const column = columns.find((one) => one.field === field);
        return (
          <span key={field} className={css.change}>
            {t('transfers.check.change', {
              field: column?.label ?? field,
              from: from || t('transfers.map.emptyCell'),
              to: row.values[column?.index ?? -1] ?? '',
            })}
          </span>
        );
      })}
    </td>
  );
}

type OneRowProps = {
  data: Import;
  row: ImportRow;
  columns: { field: string; label: string; index: number }[];
  withReason: boolean;
  withChanges: boolean;
};

function OneRow({ data, row, columns, withReason, withChanges }: OneRowProps) {
  const format = useFormat();
  const reasonOf = useReasons(data.kind);
  const wrong = new Set(row.errors.map((error) => error.field));
  const changed = new Set(row.changes.map(({ field }) => field));
  const opens = data.kind === 'customers' && row.recordId !== null && row.outcome !== 'undone';
  return (
    <tr>
      <td className={css.number}>{format.number(row.row)}</td>
      {withReason ? <td className={css.problem}>{row.errors.map(reasonOf).join('; ')}</td> : null}
      {withChanges ? <Changes row={row} columns={columns} /> : null}
      {columns.map(({ field, index }) => {
        const value = row.values[index] ?? '';
        return (
          <td
            key={field}
            className={[
              wrong.has(field) ? css.bad : changed.has(field) ? css.changed : '',
              unbroken.has(field) ? css.whole : '',
            ].join(' ')}
          >
            {opens && field === 'name' && row.recordId ? (
              <Link to="/customers/$id" params={{ id: row.recordId }}>
                {value}
              </Link>
            ) : (
              value
            )}
          </td>
        );
      })}
    </tr>
  );
}
