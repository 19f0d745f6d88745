import { useNavigate } from '@tanstack/react-router';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { NewCustomer } from '../components/new-customer.tsx';

export default function NewCustomerPage() {
  const t = useT();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (
    <Page title={t('customers.form.title')}>
      <Card>
        <NewCustomer
          initialName={search.name}
          onCancel={() => void navigate({ to: '/customers' })}
          onCreated={(id) => void navigate({ to: '/customers/$id', params: { id } })}
        />
      </Card>
    </Page>
  );
}
