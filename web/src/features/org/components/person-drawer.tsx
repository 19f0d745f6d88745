import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import type { User } from '../../../../../contract/org.ts';
import { api } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Account } from './account.tsx';
import { PersonForm } from './person-form.tsx';

type PersonDrawerProps = {
  /** null for somebody new. */
  personId: string | null;
  onOpen: (personId: string) => void;
  onClose: () => void;
};

/** One person beside the list. */
export function PersonDrawer({ personId, onOpen, onClose }: PersonDrawerProps) {
  const t = useT();
  const isPhone = usePhone();
  return (
    <Drawer
      open
      title={personId ? t('org.people.edit') : t('org.people.add')}
      size={isPhone ? '100%' : 480}
      onClose={onClose}
    >
      {personId ? (
        <Existing personId={personId} onClose={onClose} />
      ) : (
        <PersonForm person={null} onSaved={(person) => onOpen(person.id)} onCancel={onClose} />
      )}
    </Drawer>
  );
}

function Existing({ personId, onClose }: { personId: string; onClose: () => void }) {
  const query = useQuery(api.org.user.queryOptions({ input: { id: personId } }));
  return (
    <Loaded query={query}>
      {(person: User) => (
        <>
          <PersonForm key={person.id} person={person} onSaved={onClose} onCancel={onClose} />
          <Account person={person} />
        </>
      )}
    </Loaded>
  );
}
