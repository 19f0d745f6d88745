import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Permission } from '../../../../contract/permissions.ts';
import type { TextKey } from '../../../../contract/texts/index.ts';
import { useMay } from '../../lib/me.ts';
import { usePhone } from '../../lib/media.ts';
import type { Place } from '../../lib/places.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { DropMenu } from '../../ui/drop-menu.tsx';

const NewCustomerModal = lazy(() => import('../../features/customers/components/new-customer-modal.tsx'));

type Creation = { text: Extract<TextKey, `shell.create${string}`>; place: Place; permission: Permission };

export const creations: Creation[] = [
  { text: 'shell.createVisit', place: places.record(), permission: 'visits.use' },
  { text: 'shell.createItem', place: places.newItem(), permission: 'plans.use' },
  { text: 'shell.createCustomer', place: places.newCustomer(), permission: 'customers.create' },
  { text: 'shell.createWorkflow', place: places.startWorkflow(), permission: 'workflows.use' },
  { text: 'shell.createImport', place: places.imports(), permission: 'imports.customers' },
];

/** What can be begun from anywhere. */
export function CreateMenu() {
  const t = useT();
  const may = useMay();
  const phone = usePhone();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const offered = creations.filter((creation) => may(creation.permission));
  if (offered.length === 0) return null;
  const items = offered.map(({ text, place }) => ({
    key: text,
    label: t(text),
    onClick: () => {
      // A customer is quickly written down without leaving the page that one is on; a phone has no room for both.
      if (text === 'shell.createCustomer' && !phone) setNaming(true);
      else void navigate(place);
    },
  }));
  return (
    <>
      <DropMenu menu={{ items }}>
        <Button type="primary" icon={<PlusOutlined />} aria-label={t('shell.create')} aria-haspopup="menu">
          {phone ? null : t('shell.create')}
        </Button>
      </DropMenu>
      {naming ? (
        <Suspense fallback={null}>
          <NewCustomerModal open onClose={() => setNaming(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
