import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { ItemState } from '../../../widgets/plan-items/item-state.tsx';
import { useItemHeadline } from '../../../widgets/plan-items/item-words.ts';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { MonthNumber } from './figures.tsx';
import css from './month.module.css';

type RowsProps = { personId: string; month: string; number: MonthNumber };

/** The items behind a number, exactly as many as it says. */
export function Rows({ personId, month, number }: RowsProps) {
  const t = useT();
  const format = useFormat();
  const headline = useItemHeadline();
  const query = useInfiniteQuery(
    api.plans.monthRows.infiniteOptions({
      input: (cursor: string | undefined) => ({ personId, month, number, cursor }),
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => (
        <>
          {pages[0]?.items.length === 0 ? <p className={css.zero}>{t('month.noRows')}</p> : null}
          <ul>
            {pages
              .flatMap((page) => page.items)
              .map((item) => (
                <Row
                  key={item.id}
                  lead={
                    <span className={css.day}>
                      {format.dayShort(item.day)} {format.weekday(item.day)}
                    </span>
                  }
                  second={
                    <>
                      {number === 'unanswered' ? <PersonName person={item.owner} /> : item.expectedResult}
                      {item.importance === 2 ? null : ` ${t(`plans.importances.${item.importance === 3 ? 3 : 1}`)}`}
                    </>
                  }
                  end={<ItemState item={item} />}
                >
                  <Link to="/items/$id" params={{ id: item.id }}>
                    {headline(item)}
                  </Link>
                </Row>
              ))}
          </ul>
          <MoreRows query={query} />
        </>
      )}
    </Loaded>
  );
}

type RowsDrawerProps = { rows: (RowsProps & { name: string }) | null; onClose: () => void };

/** The items behind a number, beside the table it stands in. */
export function RowsDrawer({ rows, onClose }: RowsDrawerProps) {
  const t = useT();
  const format = useFormat();
  const title = rows
    ? [rows.name, format.month(rows.month), t(`month.numbers.${rows.number}`)]
        .filter(Boolean)
        .join(` ${t('common.separator')} `)
    : '';
  return (
    <Drawer open={rows !== null} onClose={onClose} size={560} title={title} destroyOnHidden>
      {rows ? <Rows personId={rows.personId} month={rows.month} number={rows.number} /> : null}
    </Drawer>
  );
}
