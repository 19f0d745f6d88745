import { UsergroupAddOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, nextPage } from '../../../lib/client.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { AskedRow, WaitingRow } from '../components/team-requests.tsx';

/** Requests to join teams: those to answer, and one's own. */
export default function TeamRequestsPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t('team.requests.title')}>
      <TabStrip
        label={t('team.requests.title')}
        active={search.box ?? 'waiting'}
        onChange={(key) => setSearch({ box: key === 'waiting' ? undefined : key })}
        tabs={[
          { key: 'waiting', label: t('team.requests.waiting'), content: <Waiting /> },
          { key: 'asked', label: t('team.requests.asked'), content: <Asked /> },
        ]}
      />
    </Page>
  );
}

function Waiting() {
  const t = useT();
  const query = useInfiniteQuery(
    api.team.waiting.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...nextPage }),
  );
  return (
    <Card>
      <Loaded query={query}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState
              icon={<UsergroupAddOutlined />}
              title={t('team.requests.waitingEmpty')}
              hint={t('team.requests.waitingEmptyHint')}
            />
          ) : (
            <ul>
              {pages.flatMap((page) =>
                page.items.map((request) => <WaitingRow key={request.id} request={request} withCustomer />),
              )}
            </ul>
          )
        }
      </Loaded>
      <MoreRows query={query} label={t('team.requests.more')} />
    </Card>
  );
}

function Asked() {
  const t = useT();
  const query = useInfiniteQuery(
    api.team.asked.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...nextPage }),
  );
  return (
    <Card>
      <Loaded query={query}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState
              icon={<UsergroupAddOutlined />}
              title={t('team.requests.askedEmpty')}
              hint={t('team.requests.askedEmptyHint')}
            />
          ) : (
            <ul>
              {pages.flatMap((page) => page.items.map((request) => <AskedRow key={request.id} request={request} />))}
            </ul>
          )
        }
      </Loaded>
      <MoreRows query={query} label={t('team.requests.more')} />
    </Card>
  );
}
