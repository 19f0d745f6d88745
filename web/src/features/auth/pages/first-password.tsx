import { useT } from '../../../lib/texts.ts';
import { Page } from '../../../ui/page.tsx';

export default function FirstPasswordPage() {
  const t = useT();
  return <Page title={t('auth.mustChangeTitle')}>{t('auth.mustChangeBody')}</Page>;
}
