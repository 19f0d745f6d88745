import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Export } from '../../../../../contract/exports.ts';
import { exportDays } from '../../../../../contract/exports.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFileSize } from '../../../lib/file-size.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';

const tones: Record<Export['state'], Tone> = {
  waiting: 'info',
  running: 'info',
  finished: 'ok',
  failed: 'bad',
  expired: 'done',
};

/** Own exports with where they stand, to be fetched as long as they are kept. */
export default function ExportsPage() {
  const t = useT();
  const query = useInfiniteQuery(
    api.exports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 20, cursor }),
      ...nextPage,
      // Live messages say it sooner; this is for when they do not come through.
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.items.some(({ state: one }) => one === 'waiting' || one === 'running'))
          ? 3000
          : false,
    }),
  );
  return (
    <Page title={t('exports.title')} subtitle={t('exports.hint', { days: exportDays })}>
      <Card title={t('exports.past')}>
        <Loaded query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0)
              return (
                <EmptyState
                  compact
                  icon={<DownloadOutlined />}
                  title={t('exports.empty')}
                  hint={t('exports.emptyHint')}
                />
              );
            return (
              <>
                <ul>
                  {items.map((item) => (
                    <ExportRow key={item.id} item={item} />
                  ))}
                </ul>
                <MoreRows query={query} />
              </>
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}

function ExportRow({ item }: { item: Export }) {
  const t = useT();
  const format = useFormat();
  const fileSize = useFileSize();
  const facts = [
    t('exports.rows', { count: item.rows }),
    item.size === null ? '' : fileSize(item.size),
    item.state === 'finished' && item.expiresAt
      ? t('exports.until', { day: format.day(item.expiresAt.slice(0, 10)) })
      : '',
  ].filter(Boolean);
  return (
    <Row
      lead={<StateTag tone={tones[item.state]}>{t(`exports.states.${item.state}`)}</StateTag>}
      second={
        <>
          <RelativeTime at={item.createdAt} /> {facts.join(` ${t('common.separator')} `)}
        </>
      }
      end={
        item.state === 'finished' ? (
          <a href={`/api/exports/${item.id}/file`} download={item.fileName}>
            <DownloadOutlined aria-hidden /> {t('exports.download')}
          </a>
        ) : null
      }
    >
      {t(`exports.kinds.${item.kind}`)} {item.fileName}
    </Row>
  );
}
