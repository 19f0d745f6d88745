import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Permission } from '../../../../contract/permissions.ts';
import type { TextKey } from '../../../../contract/texts/index.ts';
import { useMay } from '../../lib/me.ts';
import { usePhone } from '../../lib/media.ts';
import type { Place } from '../../lib/places.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { DropMenu } from '../../ui/drop-menu.tsx';

type Creation = { text: Extract<TextKey, `shell.create${string}`>; place: Place; permission: Permission };

export const creations: Creation[] = [
  { text: 'shell.createVisit', place: places.record(), permission: 'visits.use' },
  { text: 'shell.createItem', place: places.newItem(), permission: 'plans.use' },
  { text: 'shell.createCustomer', place: places.newCustomer(), permission: 'customers.create' },
  { text: 'shell.createImport', place: places.imports(), permission: 'imports.customers' },
];

/** What can be begun from anywhere. */
export function CreateMenu() {
  const t = useT();
  const may = useMay();
  const phone = usePhone();
  const navigate = useNavigate();
  const offered = creations.filter((creation) => may(creation.permission));
  if (offered.length === 0) return null;
  const items = offered.map(({ text, place }) => ({ key: text, label: t(text), onClick: () => void navigate(place) }));
  return (
    <DropMenu menu={{ items }}>
      <Button type="primary" icon={<PlusOutlined />} aria-label={t('shell.create')} aria-haspopup="menu">
        {phone ? null : t('shell.create')}
      </Button>
    </DropMenu>
  );
}
