import { LeftOutlined, LockOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { monthNumbers } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { addMonths, isDay, monthOf } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { CloseMonth } from '../components/close-month.tsx';
import { Figures } from '../components/figures.tsx';
import css from '../components/month.module.css';
import { Rows, RowsDrawer } from '../components/rows-drawer.tsx';
import { TeamTable } from '../components/team-table.tsx';

function useMonthSearch() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const current = monthOf(me.company.today);
  const number = monthNumbers.find((each) => each === search.number);
  return {
    personId: search.person ?? me.id,
    month: isDay(search.month) ? monthOf(search.month) : current,
    current,
    number,
    rowsOf: search.rowsOf ?? search.person ?? me.id,
    setMonth: (month: string) => setSearch({ month: month === current ? undefined : month, number: undefined }),
    setPerson: (id: string | undefined) => setSearch({ person: id === me.id ? undefined : id, number: undefined }),
    closeRows: () => setSearch({ number: undefined, rowsOf: undefined }),
  };
}

/** The figures of a month: own, or of anyone below; every number opens what it counts. */
export default function MonthPage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const format = useFormat();
  const search = useMonthSearch();
  const { personId, month, number, rowsOf } = search;
  const query = useQuery(api.plans.month.queryOptions({ input: { personId, month } }));
  // One's own people in a table, with the rows of a number beside it; anyone else's rows stand on the page.
  const isTeam = me.hasSubordinates && personId === me.id;
  const isPast = month < search.current;
  const isClosed = query.data?.closed ?? false;
  const name = query.data?.person.id === rowsOf ? query.data.person.name : '';
  return (
    <Page
      title={t('month.title')}
      subtitle={personId === me.id ? null : query.data?.person.name}
      actions={isPast && !isClosed && may('plans.closeMonth') ? <CloseMonth month={month} /> : null}
    >
      <div className={css.bar}>
        <Button.Group>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('month.earlier')}
            onClick={() => search.setMonth(addMonths(month, -1))}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={t('month.later')}
            onClick={() => search.setMonth(addMonths(month, 1))}
          />
        </Button.Group>
        <b>{format.month(month)}</b>
        {isClosed ? (
          <StateTag tone="done" icon={<LockOutlined aria-hidden />}>
            {t('month.closed')}
          </StateTag>
        ) : null}
        <span className={css.space} />
        {me.hasSubordinates ? (
          <div className={css.person}>
            <PersonPicker
              subordinates
              self
              allowClear={false}
              aria-label={t('month.whose')}
              value={query.data?.person ?? null}
              onChange={(chosen) => search.setPerson(chosen?.id)}
            />
          </div>
        ) : null}
      </div>
      <Loaded query={query}>
        {(figures) => (
          <Figures figures={figures} answers={figures.unanswered > 0 || (me.hasSubordinates && personId === me.id)} />
        )}
      </Loaded>
      {isTeam ? <TeamTable month={month} /> : null}
      {isTeam ? (
        <RowsDrawer rows={number ? { personId: rowsOf, month, number, name } : null} onClose={search.closeRows} />
      ) : (
        <Card title={t(`month.numbers.${number ?? 'items'}`)}>
          <Rows personId={personId} month={month} number={number ?? 'items'} />
        </Card>
      )}
    </Page>
  );
}
