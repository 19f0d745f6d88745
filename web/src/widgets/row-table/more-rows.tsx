import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useErrorText } from '../../lib/errors.ts';
import { useT } from '../../lib/texts.ts';
import css from './row-table.module.css';

type MoreRowsProps = {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => Promise<unknown>;
  };
  label?: string;
};

/** The next page of a list: by itself when the end comes into sight, by its button otherwise. */
export function MoreRows({ query, label }: MoreRowsProps) {
  const t = useT();
  const errorText = useErrorText();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    const place = end.current;
    if (!place || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className={css.more}>
      {isFetchNextPageError ? <span role="alert">{errorText(query.error)}&nbsp;</span> : null}
      <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchNextPageError ? t('common.retry') : (label ?? t('common.loadMore'))}
      </Button>
    </div>
  );
}
