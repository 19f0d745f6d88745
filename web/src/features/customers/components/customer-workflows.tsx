import { PartitionOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Where } from '../../../widgets/workflows/where.tsx';
import css from './archive.module.css';
import { ToolboxLinks } from './toolbox-links.tsx';

/** The workflows about one customer, newest first. */
export function CustomerWorkflows({ customerId }: { customerId: string }) {
  const t = useT();
  const may = useMay();
  const format = useFormat();
  const query = useInfiniteQuery(
    api.workflows.ofSubject.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: customerId, limit: 20, cursor }),
      ...nextPage,
    }),
  );
  const start = may('workflows.use') ? (
    <ActionLink place={places.startWorkflow(undefined, customerId)}>{t('workflows.start')}</ActionLink>
  ) : null;
  return (
    <Card title={t('workflows.customer.tab')} extra={start}>
      {start ? <ToolboxLinks customerId={customerId} /> : null}
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          if (lines.length === 0)
            return (
              <EmptyState
                compact
                icon={<PartitionOutlined />}
                title={t('workflows.customer.empty')}
                hint={t('workflows.customer.emptyHint')}
              />
            );
          return (
            <>
              <ul>
                {lines.map((line) => (
                  <Row key={line.id} second={<Where current={line.current} />} end={<StatusTag status={line.status} />}>
                    <span className={css.who}>
                      <Link {...places.workflow(line.id)}>{line.title}</Link>
                      <span>{line.workflow.name}</span>
                      <span>{line.starter.name}</span>
                      <time dateTime={line.startedAt} title={format.dateTime(line.startedAt)}>
                        {format.relative(line.startedAt)}
                      </time>
                    </span>
                  </Row>
                ))}
              </ul>
              <MoreRows query={query} label={t('workflows.customer.more')} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
