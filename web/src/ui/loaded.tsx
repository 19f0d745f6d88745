import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

type LoadedProps<D> = {
  query: Pick<UseQueryResult<D>, 'data' | 'error' | 'refetch'>;
  skeleton?: ReactNode;
  children: (data: D) => ReactNode;
};

/** Skeleton while a query runs, its error with a way to retry, or what it found. */
export function Loaded<D>({ query, skeleton, children }: LoadedProps<D>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton active paragraph={{ rows: 6 }} />;
}
