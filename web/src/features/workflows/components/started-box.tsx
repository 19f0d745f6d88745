import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { InstanceLine } from '../../../../../contract/workflows.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useRowKeys } from '../../../widgets/row-table/use-row-keys.ts';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Where } from '../../../widgets/workflows/where.tsx';
import type { Filters } from '../boxes.ts';
import { BoxEmpty } from './box-empty.tsx';
import css from './boxes.module.css';
import { InstanceTitle } from './instance-title.tsx';

/** What the person began, newest first: where it stands, with whom, since when. */
export function StartedBox({ filters }: { filters: Filters }) {
  const phone = usePhone();
  const query = useInfiniteQuery(
    api.workflows.instances.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filters, box: 'started' as const, cursor }),
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const lines = pages.flatMap((page) => page.items);
        if (lines.length === 0) return <BoxEmpty box="started" filters={filters} />;
        return (
          <>
            {phone ? <Cards lines={lines} /> : <Table lines={lines} />}
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function Table({ lines }: { lines: InstanceLine[] }) {
  const t = useT();
  const columns: Column<InstanceLine>[] = [
    {
      key: 'title',
      title: t('workflows.columns.title'),
      width: '34%',
      render: (line) => <InstanceTitle instance={line} />,
    },
    { key: 'workflow', title: t('workflows.workflow'), render: (line) => line.workflow.name },
    { key: 'status', title: t('workflows.status'), render: (line) => <StatusTag status={line.status} /> },
    { key: 'current', title: t('workflows.columns.current'), render: (line) => <Where current={line.current} /> },
    {
      key: 'startedAt',
      title: t('workflows.columns.startedAt'),
      render: (line) => <RelativeTime at={line.startedAt} />,
    },
  ];
  return (
    <RowTable
      label={t('workflows.boxes.started')}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.id}
      isQuiet={(line) => line.status !== 'running'}
    />
  );
}

function Cards({ lines }: { lines: InstanceLine[] }) {
  const t = useT();
  const holder = useRef<HTMLUListElement>(null);
  useRowKeys(holder);
  return (
    <ul ref={holder} className={css.cards} aria-label={t('workflows.boxes.started')}>
      {lines.map((line) => (
        <li key={line.id}>
          <Link {...places.workflow(line.id)} className={css.card} data-row="">
            <span className={css.head}>
              <span className={css.title}>{line.title}</span>
              <StatusTag status={line.status} />
            </span>
            <span className={css.line}>
              <span>{line.workflow.name}</span>
              <RelativeTime at={line.startedAt} />
            </span>
            {line.current.length > 0 ? (
              <span className={css.line}>
                <Where current={line.current} />
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
