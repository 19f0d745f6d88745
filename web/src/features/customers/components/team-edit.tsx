import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { Customer } from '../../../../../contract/customers.ts';
import { teamAccess, teamRoles } from '../../../../../contract/customers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { useChanged, useUnsaved } from '../../../ui/unsaved.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { Member } from '../team-members.ts';
import { rebaseTeam } from '../team-members.ts';
import css from './archive.module.css';
import teamCss from './team.module.css';

type TeamData = Outputs['team']['get'];
type EditTeamProps = { customer: Customer; team: TeamData; onDone: () => void };

const membersOf = (team: TeamData): Member[] => [...team.held.filter(({ role }) => role !== 'owner'), ...team.planned];

/** The owner, and each member with role, access and period. */
export function EditTeam({ customer, team, onDone }: EditTeamProps) {
  const t = useT();
  const [owner, setOwner] = useState(customer.owner);
  const [base, setBase] = useState({ customer, team });
  const [members, setMembers] = useState(() => membersOf(team));
  const save = useCommand(api.customers.setTeam, { onSuccess: onDone, onError: () => undefined });
  const leave = useUnsaved(useChanged([owner.id, members]), { busy: save.isPending });
  const others = members.filter(({ person }) => person.id !== owner.id);
  const submit = () =>
    save.mutate({
      id: customer.id,
      version: base.customer.version,
      team: [
        { personId: owner.id, role: 'owner' as const },
        ...others.map(({ person, ...place }) => ({ personId: person.id, ...place })),
      ],
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
      <Members members={others} held={team.held.map(({ person }) => person.id)} owner={owner} onChange={setMembers} />
      <FormAlert
        error={save.error}
        onReload={() => {
          if (owner.id === base.customer.owner.id) setOwner(customer.owner);
          setMembers(rebaseTeam(membersOf(base.team), members, membersOf(team)));
          setBase({ customer, team });
          save.reset();
        }}
      />
      <div className={css.foot}>
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('common.save')}
        </Button>
        <Button onClick={() => leave(onDone)}>{t('common.cancel')}</Button>
      </div>
    </Card>
  );
}

type MembersProps = {
  members: Member[];
  /** Who is on the team now: their places have begun. */
  held: string[];
  owner: PersonRef;
  onChange: (members: Member[]) => void;
};

function Members({ members, held, owner, onChange }: MembersProps) {
  const t = useT();
  const { today } = useMe().company;
  const without = (id: string) => members.filter(({ person }) => person.id !== id);
  const change = (changed: Member) =>
    onChange(members.map((each) => (each.person.id === changed.person.id ? changed : each)));
  const add = (person: PersonRef) =>
    onChange([...without(person.id), { person, role: 'sales', access: 'write', fromOn: today, untilOn: null }]);
  return (
    <>
      <ul>
        {members.map((member) => (
          <MemberRow
            key={member.person.id}
            member={member}
            begun={held.includes(member.person.id)}
            onChange={change}
            onRemove={() => onChange(without(member.person.id))}
          />
        ))}
      </ul>
      <div className={css.addMember}>
        <PlusOutlined aria-hidden />
        <PersonPicker
          aria-label={t('customers.team.add')}
          placeholder={t('customers.team.add')}
          value={null}
          except={[owner.id, ...members.map(({ person }) => person.id)]}
          onChange={(person) => person && add(person)}
        />
      </div>
    </>
  );
}

type MemberRowProps = { member: Member; begun: boolean; onChange: (member: Member) => void; onRemove: () => void };

function MemberRow({ member, begun, onChange, onRemove }: MemberRowProps) {
  const t = useT();
  const { person } = member;
  const roles = teamRoles
    .filter((role) => role !== 'owner')
    .map((role) => ({ value: role, label: t(`customers.teamRoles.${role}`) }));
  const access = teamAccess.map((value) => ({ value, label: t(`team.access.${value}`) }));
  const { today } = useMe().company;
  const day = (value: string | null) => (value ? dayjs(value) : null);
  return (
    <li className={teamCss.member}>
      <span className={teamCss.who}>
        <PersonName person={person} withPost />
      </span>
      <Select
        className={teamCss.choice}
        aria-label={`${t('customers.team.role')} ${person.name}`}
        value={member.role}
        options={roles}
        onChange={(role) => onChange({ ...member, role })}
      />
      <Select
        className={teamCss.choice}
        aria-label={`${t('team.access.label')} ${person.name}`}
        value={member.access}
        options={access}
        onChange={(value) => onChange({ ...member, access: value })}
      />
      {begun ? null : (
        <DatePicker
          className={teamCss.day}
          aria-label={`${t('team.from')} ${person.name}`}
          allowClear={false}
          value={day(member.fromOn)}
          minDate={dayjs(today)}
          onChange={(value) => onChange({ ...member, fromOn: value ? value.format('YYYY-MM-DD') : today })}
        />
      )}
      <DatePicker
        className={teamCss.day}
        aria-label={`${t('team.until')} ${person.name}`}
        placeholder={t('team.noEnd')}
        value={day(member.untilOn)}
        minDate={begun ? dayjs(today) : dayjs(member.fromOn)}
        onChange={(value) => onChange({ ...member, untilOn: value ? value.format('YYYY-MM-DD') : null })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={`${t('customers.team.remove')} ${person.name}`}
        onClick={onRemove}
      />
    </li>
  );
}
