import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { deviceName } from '../../../lib/device.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../components/account.module.css';

export default function SessionsPage() {
  const t = useT();
  const query = useQuery(api.auth.sessions.queryOptions());
  const close = useCommand(api.auth.revokeSession);
  const closeOthers = useCommand(api.auth.revokeOthers);
  const others = (query.data?.items.length ?? 0) > 1;
  return (
    <Page
      title={t('auth.sessionsTitle')}
      subtitle={t('auth.sessionsHint')}
      actions={
        others ? (
          <Popconfirm title={t('auth.closeOthers')} onConfirm={() => closeOthers.mutate(undefined)}>
            <Button loading={closeOthers.isPending}>{t('auth.closeOthers')}</Button>
          </Popconfirm>
        ) : null
      }
    >
      <Card className={css.stack}>
        <Loaded query={query}>
          {({ items }) => (
            <ul>
              {items.map((session) => (
                <Row
                  key={session.id}
                  second={
                    <>
                      {session.ipAddress ? `${session.ipAddress} ${t('common.separator')} ` : null}
                      {t('auth.lastSeen')} <RelativeTime at={session.lastSeenAt} /> {t('common.separator')}{' '}
                      {t('auth.since')} <RelativeTime at={session.createdAt} />
                    </>
                  }
                  end={
                    session.current ? (
                      <StateTag tone="ok">{t('auth.thisDevice')}</StateTag>
                    ) : (
                      <Button
                        size="small"
                        loading={close.isPending && close.variables.id === session.id}
                        onClick={() => close.mutate({ id: session.id })}
                      >
                        {t('auth.closeSession')}
                      </Button>
                    )
                  }
                >
                  <span title={session.userAgent ?? undefined}>
                    {deviceName(session.userAgent ?? '') ?? t('auth.unknownDevice')}
                  </span>
                </Row>
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
