import { WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { Place } from '../../../lib/places.ts';
import { useAtMost } from '../words.ts';
import css from './desk.module.css';

/** How many are late, leading to them. */
export function Late({ count, place }: { count: number; place: Place }) {
  const atMost = useAtMost();
  if (count === 0) return <span className={css.quiet}>0</span>;
  return (
    <Link {...place} className={css.late}>
      <WarningOutlined aria-hidden /> {atMost(count)}
    </Link>
  );
}
