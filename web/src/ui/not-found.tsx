import { Link } from '@tanstack/react-router';
import { useT } from '../lib/texts.ts';
import { EmptyState } from './empty-state.tsx';

export function NotFound() {
  const t = useT();
  return (
    <EmptyState
      title={t('errors.pageMissing')}
      hint={t('errors.pageMissingHint')}
      action={<Link to="/today">{t('shell.menu.today')}</Link>}
    />
  );
}
