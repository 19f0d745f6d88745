import { useT } from '../../../lib/texts.ts';
import { Page } from '../../../ui/page.tsx';
import css from '../components/archive.module.css';
import { SnoozedArchives, StalePeople } from '../components/stale-people.tsx';

/** Whose archives are out of date, and what was put off with which reason. */
export default function StalePage() {
  const t = useT();
  return (
    <Page title={t('upkeep.title')}>
      <div className={css.stack}>
        <StalePeople />
        <SnoozedArchives />
      </div>
    </Page>
  );
}
