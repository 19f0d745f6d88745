import { SwapOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import css from '../components/handovers.module.css';

/** What was handed over, and where the next one begins. */
export default function HandoversPage() {
  const t = useT();
  const format = useFormat();
  const query = useInfiniteQuery(
    api.handovers.list.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...nextPage }),
  );
  return (
    <Page title={t('handovers.title')} subtitle={t('handovers.hint')}>
      <Start />
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0)
            return <EmptyState icon={<SwapOutlined />} title={t('handovers.empty')} hint={t('handovers.emptyHint')} />;
          return (
            <Card>
              <ul>
                {rows.map((row) => (
                  <Row
                    key={row.id}
                    second={`${t('handovers.by')} ${row.actor.name} ${t('common.separator')} ${format.dateTime(row.createdAt)}`}
                    end={
                      <>
                        {row.state === 'done' ? t('handovers.count', { count: row.count }) : null}
                        {row.state === 'waiting' ? (
                          <StateTag tone="info">{t('handovers.states.waiting')}</StateTag>
                        ) : null}
                        {row.state === 'failed' ? <StateTag tone="bad">{t('handovers.states.failed')}</StateTag> : null}
                        {row.departed && row.state === 'done' ? (
                          <StateTag tone="done">{t('handovers.departed')}</StateTag>
                        ) : null}
                      </>
                    }
                  >
                    <Link {...places.handover(row.id)}>{t('handovers.of', { name: row.person.name })}</Link>
                  </Row>
                ))}
              </ul>
              <MoreRows query={query} />
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Whoever is chosen is handed over: the page of it opens at once. */
function Start() {
  const t = useT();
  const may = useMay();
  const { hasSubordinates } = useMe();
  const navigate = useNavigate();
  if (!hasSubordinates && !may('org.manage')) return null;
  return (
    <div className={css.start}>
      <PersonPicker
        aria-label={t('handovers.who')}
        placeholder={t('handovers.who')}
        subordinates={!may('org.manage')}
        value={null}
        onChange={(person) => person && void navigate(places.newHandover(person.id))}
      />
    </div>
  );
}
