import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';

export default function MessagesPage() {
  const t = useT();
  return (
    <Page title={t('messages.title')}>
      <EmptyState title={t('messages.empty')} hint={t('messages.emptyHint')} />
    </Page>
  );
}
