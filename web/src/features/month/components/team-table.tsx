import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MonthFigures } from '../../../../../contract/plans.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { NumberLink, Share } from './figures.tsx';
import css from './month.module.css';

function useColumns(month: string): Column<MonthFigures>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'person',
      title: t('month.person'),
      render: (row) => (
        <Link to="/month" search={{ person: row.person.id, month }} data-row>
          <PersonName person={row.person} withPost />
        </Link>
      ),
    },
    {
      key: 'planScore',
      title: t('month.planScore'),
      number: true,
      width: 110,
      render: (row) =>
        row.planScore === null ? (
          <span className={css.zero}>{t('month.none')}</span>
        ) : (
          <NumberLink figures={row} number="evaluated">
            <b>{format.score(row.planScore)}</b>
          </NumberLink>
        ),
    },
    {
      key: 'due',
      title: t('month.numbers.due'),
      number: true,
      width: 90,
      render: (row) => <NumberLink figures={row} number="due" />,
    },
    {
      key: 'completed',
      title: t('month.numbers.completed'),
      number: true,
      width: 90,
      render: (row) => <NumberLink figures={row} number="completed" />,
    },
    {
      key: 'completion',
      title: t('month.completion'),
      width: 170,
      render: (row) => <Share value={row.completionRate} />,
    },
    {
      key: 'onTime',
      title: t('month.numbers.onTime'),
      number: true,
      width: 90,
      render: (row) => <NumberLink figures={row} number="onTime" />,
    },
    {
      key: 'punctuality',
      title: t('month.punctuality'),
      width: 170,
      render: (row) => <Share value={row.onTimeRate} />,
    },
    {
      key: 'unanswered',
      title: t('month.unanswered'),
      number: true,
      width: 110,
      render: (row) => <NumberLink figures={row} number="unanswered" />,
    },
  ];
}

function Cards({ rows, month }: { rows: MonthFigures[]; month: string }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul>
      {rows.map((row) => (
        <Row
          key={row.person.id}
          second={
            <>
              {t('month.completion')} <Share value={row.completionRate} /> {t('month.punctuality')}{' '}
              <Share value={row.onTimeRate} />
            </>
          }
          end={<b>{row.planScore === null ? t('month.none') : format.score(row.planScore)}</b>}
        >
          <Link to="/month" search={{ person: row.person.id, month }}>
            <PersonName person={row.person} />
          </Link>
        </Row>
      ))}
    </ul>
  );
}

/** The same figures for everyone below, by name. */
export function TeamTable({ month }: { month: string }) {
  const t = useT();
  const me = useMe();
  const phone = usePhone();
  const columns = useColumns(month);
  const query = useInfiniteQuery(
    api.plans.months.infiniteOptions({ input: (cursor: string | undefined) => ({ month, cursor }), ...nextPage }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items).filter((row) => row.person.id !== me.id);
        if (rows.length === 0) return null;
        return (
          <>
            {phone ? (
              <Card title={t('month.team')}>
                <Cards rows={rows} month={month} />
              </Card>
            ) : (
              <>
                <h2 className={css.heading}>{t('month.team')}</h2>
                <RowTable label={t('month.team')} columns={columns} rows={rows} rowKey={(row) => row.person.id} />
              </>
            )}
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
