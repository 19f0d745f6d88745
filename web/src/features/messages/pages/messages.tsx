import { BellOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Switch } from 'antd';
import { api, nextPage } from '../../../lib/client.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { useOpenMessage, useReadAll } from '../api.ts';
import { MessageRow } from '../components/message-row.tsx';
import css from './messages.module.css';

export default function MessagesPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const onlyUnread = search.unread === 'true';
  const query = useInfiniteQuery(
    api.notifications.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, unread: onlyUnread ? 'true' : undefined }),
      ...nextPage,
    }),
  );
  const openMessage = useOpenMessage();
  const readAll = useReadAll();
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <Page
      title={t('messages.title')}
      subtitle={unread > 0 ? t('messages.unread', { count: unread }) : undefined}
      actions={
        <>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
          <label className={css.filter}>
            <Switch
              size="small"
              checked={onlyUnread}
              onChange={(on) => setSearch({ unread: on ? 'true' : undefined })}
            />
            {t('messages.onlyUnread')}
          </label>
          <Button disabled={unread === 0} loading={readAll.isPending} onClick={() => readAll.mutate(undefined)}>
            {t('messages.readAll')}
          </Button>
        </>
      }
    >
      <Card>
        <Loaded query={query}>
          {({ pages }) =>
            pages[0]?.items.length === 0 ? (
              <EmptyState title={t('messages.empty')} hint={t('messages.emptyHint')} icon={<BellOutlined />} />
            ) : (
              <ul>
                {pages.flatMap((page) =>
                  page.items.map((message) => <MessageRow key={message.id} message={message} onOpen={openMessage} />),
                )}
              </ul>
            )
          }
        </Loaded>
        {query.hasNextPage ? (
          <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        ) : null}
      </Card>
    </Page>
  );
}
