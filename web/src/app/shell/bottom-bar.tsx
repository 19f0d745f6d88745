import {
  CarryOutOutlined,
  CheckSquareOutlined,
  EnvironmentOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TextKey } from '../../../../contract/texts/index.ts';
import { useMay, useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { useWaitingCount } from '../../widgets/waiting-count.ts';
import { useWorkflowCounts } from '../../widgets/workflows/use-counts.ts';
import css from './bottom-bar.module.css';

type Place = {
  to: string;
  text: Extract<TextKey, `shell.phone.${string}` | `shell.menu.${string}`>;
  icon: ReactNode;
  count?: number;
};

/** The five places of a phone. */
export function BottomBar() {
  const t = useT();
  const may = useMay();
  const { hasSubordinates } = useMe();
  const waiting = useWaitingCount() + useWorkflowCounts().todo;
  const plans = hasSubordinates ? '/inbox' : '/week';
  const bar: (Place | false)[] = [
    may('plans.use') && { to: '/today', text: 'shell.menu.today', icon: <CarryOutOutlined /> },
    { to: '/customers', text: 'shell.phone.customers', icon: <TeamOutlined /> },
    may('visits.use') && { to: '/visits', text: 'shell.phone.visits', icon: <EnvironmentOutlined /> },
    {
      // The workflows that wait stand on each of these pages.
      to: may('plans.use') ? plans : '/workflows',
      text: 'shell.phone.todos',
      icon: <CheckSquareOutlined />,
      count: waiting,
    },
    { to: '/me', text: 'shell.phone.me', icon: <UserOutlined /> },
  ];
  return (
    <nav className={css.bar} aria-label={t('shell.mainMenu')}>
      {bar
        .filter((place) => place !== false)
        .map(({ to, text, icon, count }) => (
          <Link key={to} to={to} className={css.place} activeProps={{ className: css.current, 'aria-current': 'page' }}>
            <span className={css.icon} aria-hidden>
              {icon}
              {count ? <b className={css.count}>{count > 99 ? '99+' : count}</b> : null}
            </span>
            {t(text)}
          </Link>
        ))}
    </nav>
  );
}
