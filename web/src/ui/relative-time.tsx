import { useEffect, useState } from 'react';
import { useFormat } from '../lib/format.ts';

/** How long ago, kept current, with the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, now)}
    </time>
  );
}
