import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { TeamAccess, TeamRole } from '../../../../../contract/customers.ts';
import { teamAccess, teamRoles } from '../../../../../contract/customers.ts';
import type { AskedRequest, WaitingRequest } from '../../../../../contract/team.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './team.module.css';

/** Somebody asks to join; answered in place. */
export function WaitingRow({ request, withCustomer }: { request: WaitingRequest; withCustomer?: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { asker, customer, note } = request;
  return (
    <Row
      second={
        <>
          {note ? <p className={css.note}>{note}</p> : null}
          <RelativeTime at={request.createdAt} />
        </>
      }
      end={open ? null : <Button onClick={() => setOpen(true)}>{t('team.requests.answer')}</Button>}
      below={open ? <Answer request={request} onDone={() => setOpen(false)} /> : null}
    >
      <span className={css.choices}>
        <PersonName person={asker} withPost />
        {asker.department ? <span className={css.quiet}>{asker.department}</span> : null}
        {withCustomer ? (
          <Link {...places.customer(customer.id)} search={{ tab: 'team' }}>
            {customer.name}
          </Link>
        ) : null}
      </span>
    </Row>
  );
}

type MemberRole = Exclude<TeamRole, 'owner'>;
const memberRoles = teamRoles.filter((role): role is MemberRole => role !== 'owner');

function Answer({ request, onDone }: { request: WaitingRequest; onDone: () => void }) {
  const t = useT();
  const { today } = useMe().company;
  const [role, setRole] = useState<MemberRole>('sales');
  const [access, setAccess] = useState<TeamAccess>('write');
  const [untilOn, setUntilOn] = useState<string | null>(null);
  const [word, setWord] = useState('');
  const answer = useCommand(api.team.answer, { onSuccess: onDone, onError: () => undefined });
  const send = (accept: boolean) =>
    answer.mutate({
      id: request.id,
      version: request.version,
      accept,
      role,
      access,
      untilOn,
      ...(word.trim() && { answer: word.trim() }),
    });
  return (
    <div className={css.answer}>
      <div className={css.choices}>
        <Select
          className={css.choice}
          aria-label={t('customers.team.role')}
          value={role}
          options={memberRoles.map((value) => ({ value, label: t(`customers.teamRoles.${value}`) }))}
          onChange={setRole}
        />
        <Select
          className={css.choice}
          aria-label={t('team.access.label')}
          value={access}
          options={teamAccess.map((value) => ({ value, label: t(`team.access.${value}`) }))}
          onChange={setAccess}
        />
        <DatePicker
          className={css.day}
          aria-label={t('team.until')}
          placeholder={t('team.noEnd')}
          minDate={dayjs(today)}
          value={untilOn ? dayjs(untilOn) : null}
          onChange={(value) => setUntilOn(value ? value.format('YYYY-MM-DD') : null)}
        />
      </div>
      <Input
        aria-label={t('team.requests.word')}
        placeholder={t('team.requests.word')}
        maxLength={500}
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
      <FormAlert error={answer.error} onReload={onDone} />
      <div className={css.choices}>
        <Button type="primary" loading={answer.isPending} onClick={() => send(true)}>
          {t('team.requests.accept')}
        </Button>
        <Button disabled={answer.isPending} onClick={() => send(false)}>
          {t('team.requests.decline')}
        </Button>
        <Button type="text" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

const tones: Record<AskedRequest['state'], Tone> = {
  pending: 'warn',
  accepted: 'ok',
  declined: 'bad',
  withdrawn: 'done',
};

/** What one has asked oneself, and what became of it. */
export function AskedRow({ request }: { request: AskedRequest }) {
  const t = useT();
  const { customer, owner, state, askedFor } = request;
  const withdraw = useCommand(api.team.withdraw);
  const held = owner
    ? t('team.requests.heldBy', { owner: [owner.name, owner.department].filter(Boolean).join(' · ') })
    : null;
  return (
    <Row
      second={
        <>
          {held ? <span>{held} </span> : null}
          <RelativeTime at={request.answeredAt ?? request.createdAt} />
          {request.note ? <p className={css.note}>{request.note}</p> : null}
          {request.answer ? <p className={css.note}>“{request.answer}”</p> : null}
        </>
      }
      end={
        <span className={css.choices}>
          <StateTag tone={tones[state]}>{t(`team.requests.states.${state}`)}</StateTag>
          {state === 'pending' ? (
            <Button
              size="small"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ id: request.id, version: request.version })}
            >
              {t('team.requests.withdraw')}
            </Button>
          ) : null}
        </span>
      }
    >
      {customer ? (
        <Link {...places.customer(customer.id)}>{customer.name}</Link>
      ) : (
        (askedFor ?? t('team.requests.byLink'))
      )}
    </Row>
  );
}
