import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Customer, TeamPlace } from '../../../../../contract/customers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import type { Format } from '../../../lib/formats.ts';
import type { T } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './archive.module.css';
import teamCss from './team.module.css';
import { AskToJoin } from './team-ask.tsx';
import { EditTeam } from './team-edit.tsx';
import { WaitingRow } from './team-requests.tsx';

type TeamData = Outputs['team']['get'];

/** Who works on this customer and so sees it, who will, who did, and who asks to. */
export function Team({ customer }: { customer: Customer }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const query = useQuery(api.team.get.queryOptions({ input: { id: customer.id } }));
  return (
    <Loaded query={query}>
      {(team) =>
        editing ? (
          <EditTeam customer={customer} team={team} onDone={() => setEditing(false)} />
        ) : (
          <div className={teamCss.stack}>
            <Requests team={team} />
            <Card title={t('customers.team.title')} extra={<Actions {...{ customer, team }} onEdit={setEditing} />}>
              <p className={css.hint}>{t('team.hint')}</p>
              <Places places={team.held} />
              <Section title={t('team.planned')} places={team.planned} />
              <Section title={t('team.past')} places={team.past} over />
            </Card>
          </div>
        )
      }
    </Loaded>
  );
}

type ActionsProps = { customer: Customer; team: TeamData; onEdit: (editing: boolean) => void };

function Actions({ customer, team, onEdit }: ActionsProps): ReactNode {
  const t = useT();
  if (team.can.change)
    return (
      <Button icon={<EditOutlined />} onClick={() => onEdit(true)}>
        {t('customers.team.edit')}
      </Button>
    );
  return team.can.ask ? <AskToJoin customerId={customer.id} owner={customer.owner} /> : null;
}

function Requests({ team }: { team: TeamData }) {
  const t = useT();
  if (team.requests.length === 0) return null;
  return (
    <Card title={t('team.requests.title')}>
      <ul>
        {team.requests.map((request) => (
          <WaitingRow key={request.id} request={request} />
        ))}
      </ul>
    </Card>
  );
}

function Section({ title, places, over }: { title: string; places: TeamPlace[]; over?: boolean }) {
  if (places.length === 0) return null;
  return (
    <>
      <h3 className={css.sub}>{title}</h3>
      <Places places={places} over={over} />
    </>
  );
}

function periodOf(t: T, format: Format, { fromOn, untilOn }: TeamPlace): string {
  const from = format.day(fromOn);
  return untilOn ? t('team.period', { from, until: format.day(untilOn) }) : t('team.since', { from });
}

function Places({ places, over }: { places: TeamPlace[]; over?: boolean }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul>
      {places.map((place) => (
        <Row
          key={`${place.person.id}.${place.fromOn}.${place.untilOn}`}
          end={
            <span className={css.headActions}>
              {place.access === 'read' ? <StateTag tone="info">{t('team.access.read')}</StateTag> : null}
              {t(`customers.teamRoles.${place.role}`)}
            </span>
          }
          second={periodOf(t, format, place)}
        >
          <span className={over ? css.hint : undefined}>
            <PersonName person={place.person} withPost />
          </span>
        </Row>
      ))}
    </ul>
  );
}
