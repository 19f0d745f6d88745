import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { Customer } from '../../../../../contract/customers.ts';
import { teamRoles } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { Member } from '../team-members.ts';
import { rebaseTeam } from '../team-members.ts';
import css from './archive.module.css';

/** Who works on this customer, and so sees it. */
export function Team({ customer }: { customer: Customer }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  if (editing) return <EditTeam customer={customer} onDone={() => setEditing(false)} />;
  return (
    <Card
      title={t('customers.team.title')}
      extra={
        customer.can.changeTeam ? (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            {t('customers.team.edit')}
          </Button>
        ) : null
      }
    >
      <p className={css.hint}>{t('customers.team.hint')}</p>
      <ul>
        {customer.team.map(({ person, role }) => (
          <Row key={person.id} end={t(`customers.teamRoles.${role}`)}>
            <PersonName person={person} withPost />
          </Row>
        ))}
      </ul>
    </Card>
  );
}

const membersOf = (customer: Customer): Member[] => customer.team.filter(({ role }) => role !== 'owner');

function EditTeam({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const t = useT();
  const [owner, setOwner] = useState(customer.owner);
  const [base, setBase] = useState(customer);
  const [members, setMembers] = useState(() => membersOf(customer));
  const save = useCommand(api.customers.setTeam, { onSuccess: onDone, onError: () => undefined });
  const others = members.filter(({ person }) => person.id !== owner.id);
  const submit = () =>
    save.mutate({
      id: customer.id,
      version: base.version,
      team: [{ person: owner, role: 'owner' as const }, ...others].map(({ person, role }) => ({
        personId: person.id,
        role,
      })),
    });
  return (
    <Card title={t('customers.team.edit')}>
      <div className={css.field}>
        <label htmlFor="team-owner">{t('customers.fields.owner')}</label>
        <PersonPicker
          id="team-owner"
          allowClear={false}
          subordinates
          self
          value={owner}
          onChange={(person) => person && setOwner(person)}
        />
        {owner.id === customer.owner.id ? null : <p className={css.hint}>{t('customers.team.ownerHint')}</p>}
      </div>
      <Members members={others} owner={owner} onChange={setMembers} />
      <FormAlert
        error={save.error}
        onReload={() => {
          if (owner.id === base.owner.id) setOwner(customer.owner);
          setMembers(rebaseTeam(membersOf(base), members, membersOf(customer)));
          setBase(customer);
          save.reset();
        }}
      />
      <div className={css.foot}>
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </Card>
  );
}

type MembersProps = { members: Member[]; owner: PersonRef; onChange: (members: Member[]) => void };

function Members({ members, owner, onChange }: MembersProps) {
  const t = useT();
  const roles = teamRoles
    .filter((role) => role !== 'owner')
    .map((role) => ({ value: role, label: t(`customers.teamRoles.${role}`) }));
  const without = (id: string) => members.filter(({ person }) => person.id !== id);
  return (
    <>
      <ul>
        {members.map(({ person, role }) => (
          <Row
            key={person.id}
            end={
              <>
                <Select
                  className={css.role}
                  aria-label={`${t('customers.team.role')} ${person.name}`}
                  value={role}
                  options={roles}
                  onChange={(next) =>
                    onChange(members.map((each) => (each.person.id === person.id ? { person, role: next } : each)))
                  }
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t('customers.team.remove')} ${person.name}`}
                  onClick={() => onChange(without(person.id))}
                />
              </>
            }
          >
            <PersonName person={person} withPost />
          </Row>
        ))}
      </ul>
      <div className={css.addMember}>
        <PlusOutlined aria-hidden />
        <PersonPicker
          aria-label={t('customers.team.add')}
          placeholder={t('customers.team.add')}
          value={null}
          except={[owner.id, ...members.map(({ person }) => person.id)]}
          onChange={(person) => person && onChange([...without(person.id), { person, role: 'sales' }])}
        />
      </div>
    </>
  );
}
