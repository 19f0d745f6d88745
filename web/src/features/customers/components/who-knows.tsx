import { LockOutlined, TeamOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Reason } from '../../../../../contract/relationships.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './relationships.module.css';

type Found = Outputs['relationships']['whoKnows'];
export type About = { contactId?: string; name?: string; company?: string };

/** Colleagues who know somebody, each with the reason; those who may not be named as the department they stand in. */
export function WhoKnows({ about }: { about: About }) {
  const query = useQuery(api.relationships.whoKnows.queryOptions({ input: about }));
  return <Loaded query={query}>{(found) => <Hits found={found} about={about} />}</Loaded>;
}

function Hits({ found, about }: { found: Found; about: About }) {
  const t = useT();
  if (found.people.length === 0 && found.circles.length === 0)
    return (
      <EmptyState
        compact
        icon={<TeamOutlined />}
        title={t('relationships.who.nobody')}
        hint={t(about.contactId ? 'relationships.who.nobodyHint' : 'relationships.who.nobodyTypedHint')}
      />
    );
  return (
    <ul>
      {found.people.map(({ person, department, reasons }) => (
        <Row
          key={person.id}
          second={reasons.map((reason) => (
            <div key={JSON.stringify(reason)}>
              <Why reason={reason} />
            </div>
          ))}
        >
          <span className={css.tags}>
            <PersonName person={person} withPost />
            {department ? <span className={css.hint}>{department.name}</span> : null}
          </span>
        </Row>
      ))}
      {found.circles.map((circle) => (
        <CircleRow key={circle.department?.id ?? 'company'} circle={circle} about={about} />
      ))}
    </ul>
  );
}

function Why({ reason }: { reason: Reason }) {
  const t = useT();
  const format = useFormat();
  if (reason.kind === 'sameSchool') return t('relationships.who.sameSchool', { school: reason.school });
  if (reason.kind === 'sameEmployer') return t('relationships.who.sameEmployer', { employer: reason.employer });
  if (reason.kind === 'workedThere') return t('relationships.who.workedThere', { employer: reason.employer });
  const { customer, shown, lastTouchOn } = reason;
  return (
    <span className={css.tags}>
      <span>{t('relationships.who.relationship', { shown })}</span>
      {customer ? (
        <Link {...places.customer(customer.id)}>{t('relationships.who.at', { customer: customer.name })}</Link>
      ) : (
        <span>{t('relationships.who.elsewhere')}</span>
      )}
      {lastTouchOn ? <span>{t('relationships.who.met', { day: format.day(lastTouchOn) })}</span> : null}
    </span>
  );
}

const tones = { open: 'info', accepted: 'ok', declined: 'done' } as const;
const states = { open: 'asked', accepted: 'accepted', declined: 'declined' } as const;

function CircleRow({ circle, about }: { circle: Found['circles'][number]; about: About }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { department, asked } = circle;
  return (
    <Row
      second={asked ? null : t('relationships.who.circleHint')}
      end={
        asked ? (
          <StateTag tone={tones[asked]}>{t(`relationships.who.${states[asked]}`)}</StateTag>
        ) : asking ? null : (
          <Button onClick={() => setAsking(true)}>{t('relationships.who.request')}</Button>
        )
      }
      below={
        asking && !asked ? (
          <Asking about={about} departmentId={department?.id ?? null} onClose={() => setAsking(false)} />
        ) : null
      }
    >
      <LockOutlined aria-hidden />{' '}
      {department ? t('relationships.who.circle', { department: department.name }) : t('relationships.who.company_')}
    </Row>
  );
}

type AskingProps = { about: About; departmentId: string | null; onClose: () => void };

function Asking({ about, departmentId, onClose }: AskingProps) {
  const t = useT();
  const [words, setWords] = useState('');
  const ask = useCommand(api.relationships.ask, { onSuccess: onClose, onError: () => undefined });
  return (
    <div className={css.asking}>
      <Labelled label={t('relationships.who.words')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Labelled>
      <FormAlert error={ask.error} />
      <div className={css.foot}>
        <Button
          type="primary"
          loading={ask.isPending}
          onClick={() => ask.mutate({ ...about, departmentId, words: words.trim() || null })}
        >
          {t('relationships.who.send')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
