import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import type { Dispatch } from 'react';
import type { FieldError } from '../../../../../contract/errors.ts';
import { customerField } from '../../../../../contract/workflows.values.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import type { CustomerRef } from '../../../widgets/customer-picker/customer-picker.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { WorkflowForm } from '../../../widgets/workflow-form/workflow-form.tsx';
import { Forecast } from '../../../widgets/workflows/forecast.tsx';
import { refusedIn } from '../form-errors.ts';
import type { Startable, Started } from '../use-start.ts';
import { inputOf, useForecast, useStarting, usualTitle } from '../use-start.ts';
import { FromTemplate } from './from-template.tsx';
import css from './start.module.css';

const longestTitle = 200;

/** The form of a workflow, whom the starter chooses, and who will get it. */
export function StartForm({ workflow, about }: { workflow: Startable; about: CustomerRef | null }) {
  const t = useT();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { now, wasKept, change, discard, clear } = useStarting(workflow, about);
  const start = useCommand(api.workflows.start, {
    onError: () => undefined,
    onSuccess: ({ id, number }) => {
      clear();
      void message.success(t('workflows.form.started', { number }));
      void navigate(places.workflow(id));
    },
  });
  const submit = () => {
    if (!start.isPending) start.mutate(inputOf(workflow, now));
  };
  return (
    <SubmitKeys onSubmit={submit}>
      {wasKept ? (
        <p className={css.draft} role="status">
          {t('workflows.form.draftKept')}
          <Button size="small" onClick={discard}>
            {t('workflows.form.discard')}
          </Button>
        </p>
      ) : null}
      <div className={css.columns}>
        <Card>
          <div className={css.form}>
            <FromTemplate
              form={workflow.form}
              values={now.values}
              named={now.named}
              onChange={(values, named) => change({ values, named })}
            />
            <WorkflowForm
              form={workflow.form}
              rights={workflow.rights}
              values={now.values}
              named={now.named}
              onChange={(values, named) => change({ values, named })}
              errors={refusedIn(start.error, 'values')}
            />
            <Choose workflow={workflow} now={now} change={change} errors={refusedIn(start.error, 'chosen')} />
            <About workflow={workflow} now={now} change={change} error={refusedIn(start.error, 'subject')[0]} />
            {hasFieldErrors(start.error) ? null : <FormAlert error={start.error} />}
            <div className={css.foot}>
              <Button type="primary" loading={start.isPending} onClick={submit}>
                {t('workflows.form.submit')}
              </Button>
              <span className={css.hint}>{t('workflows.form.keys')}</span>
            </div>
          </div>
        </Card>
        <ForecastCard workflowId={workflow.id} now={now} />
      </div>
    </SubmitKeys>
  );
}

type PartProps = { now: Started; change: Dispatch<Partial<Started>> };

/** People of those nodes that the starter decides on. */
function Choose({ workflow, now, change, errors }: PartProps & { workflow: Startable; errors: FieldError[] }) {
  const t = useT();
  const fieldText = useFieldText();
  return workflow.choose.map(({ nodeId, name, most }) => {
    const refused = errors.find(({ path }) => path.split('.')[0] === nodeId);
    return (
      <Labelled
        key={nodeId}
        label={name}
        extra={`${t('workflows.form.choose')} ${t('common.separator')} ${t('workflows.form.most', { count: most })}`}
        error={refused && fieldText(refused.code, refused.params)}
      >
        {({ id }) => (
          <PersonPicker
            id={id}
            multiple
            value={now.chosen[nodeId] ?? []}
            onChange={(people) => change({ chosen: { ...now.chosen, [nodeId]: people.slice(0, most) } })}
          />
        )}
      </Labelled>
    );
  });
}

/** Which customer it is about, and what it is called. */
function About({ workflow, now, change, error }: PartProps & { workflow: Startable; error: FieldError | undefined }) {
  const t = useT();
  const fieldText = useFieldText();
  return (
    <>
      {customerField(workflow.form) ? null : (
        <Labelled
          label={t('workflows.form.customer')}
          extra={t('common.optional')}
          error={error && fieldText(error.code, error.params)}
        >
          {({ id }) => <CustomerPicker id={id} value={now.customer} onChange={(customer) => change({ customer })} />}
        </Labelled>
      )}
      <Labelled label={t('workflows.form.title')} extra={t('common.optional')}>
        {(ids) => (
          <Input
            {...ids}
            maxLength={longestTitle}
            placeholder={usualTitle(workflow, now)}
            value={now.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Labelled>
    </>
  );
}

function ForecastCard({ workflowId, now }: { workflowId: string; now: Started }) {
  const t = useT();
  const { data } = useForecast(workflowId, now);
  return (
    <Card title={t('workflows.form.forecast')}>
      <p className={css.hint}>{data ? t('workflows.form.forecastHint') : t('workflows.form.forecastNone')}</p>
      <div aria-live="polite">{data ? <Forecast nodes={data.nodes} /> : null}</div>
    </Card>
  );
}
