import { Link } from '@tanstack/react-router';
import { useT } from '../lib/texts.ts';
import { EmptyState } from './empty-state.tsx';
import { Page } from './page.tsx';

/** Says that an address leads nowhere. */
export default function NotFound() {
  const t = useT();
  return (
    <Page title={t('errors.pageMissing')}>
      <EmptyState title={t('errors.pageMissingHint')} action={<Link to="/today">{t('shell.menu.today')}</Link>} />
    </Page>
  );
}
