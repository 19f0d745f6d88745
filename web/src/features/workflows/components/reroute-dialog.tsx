import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Modal, Radio, Select } from 'antd';
import type { Dispatch } from 'react';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { rerouted, stepsOf } from '../reroute.ts';
import css from './instance.module.css';

type Way = Outputs['workflowDesk']['route'];
type Choice = {
  how: 'version' | 'own';
  number: number | null;
  skip: string[];
  after: string | null;
  person: PersonRef | null;
  reason: string;
};

/** Lets this instance go on with another version, or with nodes left out or added for it alone. */
export function RerouteDialog({ instanceId, onClose }: { instanceId: string; onClose: () => void }) {
  const t = useT();
  const query = useQuery(api.workflowDesk.route.queryOptions({ input: { id: instanceId }, staleTime: 0 }));
  const [choice, setChoice] = useState<Choice>({
    ...{ how: 'own', number: null, skip: [], after: null, person: null, reason: '' },
  });
  const [missing, setMissing] = useState<'reason' | 'change' | null>(null);
  const reroute = useCommand(api.workflowDesk.reroute, { onSuccess: onClose, onError: () => undefined });
  const set = (changes: Partial<Choice>) => setChoice((now) => ({ ...now, ...changes }));
  const send = () => {
    if (!query.data || reroute.isPending) return;
    const { version, definition } = query.data;
    const { how, number, skip, after, person, reason } = choice;
    const changes = how === 'version' ? number !== null : skip.length > 0 || (person && after);
    setMissing(changes ? (reason.trim() ? null : 'reason') : 'change');
    if (!changes || !reason.trim()) return;
    const own = { skip, after, personId: person?.id ?? null, name: t('workflowDesk.reroute.insertName') };
    const to = how === 'version' && number !== null ? { number } : { definition: rerouted(definition, own) };
    reroute.mutate({ id: instanceId, version, to, mapping: {}, comment: reason.trim() });
  };
  return (
    <Modal
      open
      title={t('workflowDesk.reroute.title')}
      okText={t('workflowDesk.reroute.action')}
      cancelText={t('common.cancel')}
      confirmLoading={reroute.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <div className={css.dialog}>
        <p className={css.quiet}>{t('workflowDesk.reroute.hint')}</p>
        <FormAlert error={reroute.error} />
        <Loaded query={query}>{(way) => <Ways way={way} choice={choice} set={set} />}</Loaded>
        {missing === 'change' ? <p role="alert">{t('workflowDesk.reroute.nothing')}</p> : null}
        <Labelled
          label={t('workflowDesk.reroute.reason')}
          error={missing === 'reason' ? t('workflows.ask.reasonNeeded') : undefined}
        >
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={2000}
              value={choice.reason}
              onChange={(event) => set({ reason: event.target.value })}
            />
          )}
        </Labelled>
      </div>
    </Modal>
  );
}

type WaysProps = { way: Way; choice: Choice; set: Dispatch<Partial<Choice>> };

function Ways({ way, choice, set }: WaysProps) {
  const t = useT();
  const others = way.versions.filter((number) => number !== way.number);
  return (
    <div className={css.dialog}>
      {way.number === null ? <p>{t('workflowDesk.reroute.ownNow')}</p> : null}
      {others.length > 0 ? (
        <Radio.Group
          aria-label={t('workflowDesk.reroute.how')}
          value={choice.how}
          onChange={(event) => set({ how: event.target.value })}
          options={(['own', 'version'] as const).map((value) => ({
            value,
            label: t(value === 'own' ? 'workflowDesk.reroute.own' : 'workflowDesk.reroute.toVersion'),
          }))}
        />
      ) : null}
      {choice.how === 'version' ? (
        <Labelled label={t('workflowDesk.reroute.number')}>
          {({ id }) => (
            <Select
              id={id}
              className={css.wide}
              value={choice.number}
              onChange={(number) => set({ number })}
              options={others.map((number) => ({ value: number, label: t('workflowDesk.version', { number }) }))}
            />
          )}
        </Labelled>
      ) : (
        <Own way={way} choice={choice} set={set} />
      )}
    </div>
  );
}

function Own({ way, choice, set }: WaysProps) {
  const t = useT();
  const steps = stepsOf(way.definition.nodes);
  const coming = steps.filter(({ id }) => !way.visited.includes(id));
  return (
    <>
      {coming.length > 0 ? (
        <Labelled label={t('workflowDesk.reroute.skip')}>
          {() => (
            <Checkbox.Group
              value={choice.skip}
              onChange={(skip) => set({ skip })}
              options={coming.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled label={t('workflowDesk.reroute.insert')}>
        {({ id }) => (
          <PersonPicker
            id={id}
            placeholder={t('workflowDesk.reroute.insertWho')}
            value={choice.person}
            onChange={(person) => set({ person })}
          />
        )}
      </Labelled>
      {choice.person ? (
        <Labelled label={t('workflowDesk.reroute.insertAfter')}>
          {({ id }) => (
            <Select
              id={id}
              className={css.wide}
              value={choice.after}
              onChange={(after) => set({ after })}
              options={steps.map((step) => ({ value: step.id, label: step.name }))}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
