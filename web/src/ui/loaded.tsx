import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../lib/texts.ts';
import { EmptyState } from './empty-state.tsx';
import { ErrorState } from './error-state.tsx';

type LoadedProps<D> = {
  query: Pick<UseQueryResult<D>, 'data' | 'error' | 'refetch' | 'fetchStatus'>;
  skeleton?: ReactNode;
  children: (data: D) => ReactNode;
};

function Offline() {
  const t = useT();
  return <EmptyState title={t('common.offline')} />;
}

/** Skeleton while a query runs, its error with a way to retry, or what it found. */
export function Loaded<D>({ query, skeleton, children }: LoadedProps<D>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.fetchStatus === 'paused') return <Offline />;
  return skeleton ?? <Skeleton active paragraph={{ rows: 6 }} />;
}
