import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { addDays } from '../../../lib/days.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import css from '../components/handovers.module.css';
import { HeldThings, Stays } from '../components/held.tsx';
import type { Plan } from '../components/plan.ts';
import { inputOf } from '../components/plan.ts';
import { Previewed } from '../components/previewed.tsx';
import { Receivers } from '../components/receivers.tsx';

type Held = Outputs['handovers']['held'];

/** Everything that one person holds, and to whom it is to go. */
export default function NewHandoverPage() {
  const [search] = useSearchParams();
  // Whose it is, is chosen on the list.
  return search.person ? <HandoverOf personId={search.person} /> : <Navigate to="/handovers" replace />;
}

function HandoverOf({ personId }: { personId: string }) {
  const t = useT();
  const query = useQuery(api.handovers.held.queryOptions({ input: { personId } }));
  const title = query.data ? t('handovers.of', { name: query.data.person.name }) : t('handovers.start');
  return (
    <Page title={title} subtitle={t('handovers.hint')}>
      <Loaded query={query}>{(held) => <Handover key={held.person.id} held={held} />}</Loaded>
    </Page>
  );
}

function Handover({ held }: { held: Held }) {
  const may = useMay();
  const { hasSubordinates } = useMe();
  const [plan, setPlan] = useState<Plan>({ to: held.supervisor, places: [], single: {} });
  // Those above give within their own line; who keeps the organisation to anybody else.
  const subordinates = hasSubordinates && !may('org.manage');
  const single = (key: string, person: Plan['to']) => {
    const { [key]: _, ...others } = plan.single;
    setPlan({ ...plan, single: person ? { ...others, [key]: person } : others });
  };
  return (
    <div className={css.columns}>
      <div className={css.stack}>
        <HeldThings held={held} single={plan.single} subordinates={subordinates} onSingle={single} />
        <Stays stays={held.stays} />
      </div>
      <Card>
        <Receivers
          plan={plan}
          personId={held.person.id}
          subordinates={subordinates}
          onChange={(changes) => setPlan({ ...plan, ...changes })}
        />
        <Finish held={held} plan={plan} />
      </Card>
    </div>
  );
}

/** A week is what it takes to be expected. */
const usualDays = 7;

function Finish({ held, plan }: { held: Held; plan: Plan }) {
  const t = useT();
  const { today } = useMe().company;
  const navigate = useNavigate();
  const [depart, setDepart] = useState(false);
  const [introduce, setIntroduce] = useState(true);
  const [day, setDay] = useState(addDays(today, usualDays));
  const input = inputOf(held.person.id, plan);
  const preview = useQuery(api.handovers.preview.queryOptions({ input, enabled: plan.to !== null }));
  const run = useCommand(api.handovers.run, {
    onError: () => undefined,
    onSuccess: ({ id }) => void navigate(places.handover(id)),
  });
  const count = held.kinds.reduce((sum, kind) => sum + kind.count, 0);
  const ready = !held.underWay && plan.to !== null && preview.data?.refusals.length === 0 && (count > 0 || depart);
  const go = () =>
    run.mutate({ ...input, stamp: held.stamp, depart, ...(introduce && day ? { introduceOn: day } : {}) });
  return (
    <>
      <div className={css.field}>
        <Checkbox checked={introduce} onChange={(event) => setIntroduce(event.target.checked)}>
          {t('handovers.introduce')}
        </Checkbox>
        {introduce ? (
          <Labelled label={t('handovers.introduceOn')}>
            {(field) => (
              <Input {...field} type="date" min={today} value={day} onChange={(event) => setDay(event.target.value)} />
            )}
          </Labelled>
        ) : null}
      </div>
      {held.canDepart ? (
        <div className={css.field}>
          <Checkbox checked={depart} onChange={(event) => setDepart(event.target.checked)}>
            {t('handovers.leave')}
          </Checkbox>
        </div>
      ) : null}
      {plan.to && preview.data ? <Previewed preview={preview.data} /> : null}
      {held.underWay ? <Alert type="info" showIcon title={t('handovers.waits')} /> : null}
      <FormAlert error={run.error ?? preview.error} onReload={() => run.reset()} />
      <Popconfirm
        title={t('handovers.runTitle')}
        description={<p className={css.narrow}>{t('handovers.runBody')}</p>}
        okText={t('common.confirm')}
        onConfirm={go}
        disabled={!ready}
      >
        <Button type="primary" disabled={!ready} loading={run.isPending}>
          {t('handovers.run', { count })}
        </Button>
      </Popconfirm>
    </>
  );
}
