import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { newestQuery, useOpenMessage, useReadAll } from '../api.ts';
import css from './bell.module.css';
import { MessageRow } from './message-row.tsx';

/** How many messages are unread, live, and the newest of them in a drawer. */
export function Bell() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const query = useQuery(newestQuery);
  const openMessage = useOpenMessage();
  const readAll = useReadAll();
  const unread = query.data?.unread ?? 0;
  return (
    <>
      <button type="button" className={css.bell} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <BellOutlined aria-hidden />
        <span className={css.word}>{t('messages.title')}</span>
        {unread > 0 ? (
          <b className={css.count} aria-hidden>
            {unread > 99 ? '99+' : unread}
          </b>
        ) : null}
        <span className="sr-only">{unread > 0 ? t('messages.unread', { count: unread }) : ''}</span>
      </button>
      <span className="sr-only" role="status">
        {unread > 0 ? t('messages.unread', { count: unread }) : ''}
      </span>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('messages.title')}
        size={400}
        extra={
          unread > 0 ? (
            <Button type="text" size="small" onClick={() => readAll.mutate(undefined)} loading={readAll.isPending}>
              {t('messages.readAll')}
            </Button>
          ) : null
        }
        footer={
          <Link to="/messages" onClick={() => setOpen(false)}>
            {t('messages.seeAll')}
          </Link>
        }
      >
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('messages.empty')} hint={t('messages.emptyHint')} icon={<BellOutlined />} />
            ) : (
              <ul>
                {items.map((message) => (
                  <MessageRow
                    key={message.id}
                    message={message}
                    onOpen={(opened) => {
                      setOpen(false);
                      openMessage(opened);
                    }}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Drawer>
    </>
  );
}
