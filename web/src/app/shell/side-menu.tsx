import { Link } from '@tanstack/react-router';
import { useMay, useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { useWaitingCount } from '../../widgets/waiting-count.ts';
import { useWorkflowCounts } from '../../widgets/workflows/use-counts.ts';
import type { MenuEntry, MenuGroup } from './menu.ts';
import { menu } from './menu.ts';
import css from './side-menu.module.css';

/** The groups and entries that the signed-in person has. */
export function useMenu(): MenuGroup[] {
  const may = useMay();
  const { hasSubordinates } = useMe();
  const shows = (entry: MenuEntry) =>
    (!entry.permission || may(entry.permission)) && (!entry.forManagers || hasSubordinates);
  return menu
    .map((group) => ({ ...group, entries: group.entries.filter(shows) }))
    .filter((group) => group.entries.length > 0);
}

function Entry({ entry }: { entry: MenuEntry }) {
  const t = useT();
  const waiting = useWaitingCount();
  const { todo } = useWorkflowCounts();
  const count = entry.forManagers ? waiting : entry.countsWorkflows ? todo : 0;
  return (
    <li>
      <Link to={entry.to} className={css.link} activeProps={{ className: css.current, 'aria-current': 'page' }}>
        <span>{t(entry.text)}</span>
        {count > 0 ? <b className={css.count}>{count}</b> : null}
      </Link>
    </li>
  );
}

/** The modules, on the left of a wide screen. */
export function SideMenu() {
  const t = useT();
  return (
    <nav className={css.nav} aria-label={t('shell.mainMenu')}>
      {useMenu().map((group) => (
        <div key={group.text} className={css.group}>
          {group.entries.length > 1 || group.entries[0]?.text !== group.text ? (
            <h2 className={css.groupName}>{t(group.text)}</h2>
          ) : null}
          <ul>
            {group.entries.map((entry) => (
              <Entry key={entry.to} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
