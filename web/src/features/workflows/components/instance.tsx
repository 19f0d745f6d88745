import { PrinterOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { InstanceDetail } from '../../../../../contract/workflows.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { WorkflowForm } from '../../../widgets/workflow-form/workflow-form.tsx';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Where } from '../../../widgets/workflows/where.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import type { Asked } from '../actions.ts';
import { approvalName } from '../actions.ts';
import { refusedIn } from '../form-errors.ts';
import { useFilling } from '../use-filling.ts';
import { useLightOnPaper } from '../use-light-on-paper.ts';
import { useMarkRead } from '../use-mark-read.ts';
import { ActionDialog } from './action-dialog.tsx';
import { Chart } from './chart.tsx';
import { History } from './history.tsx';
import css from './instance.module.css';
import { RerouteDialog } from './reroute-dialog.tsx';
import { TaskBar } from './task-bar.tsx';

/** An instance with the reader's own tasks at hand. */
export function Instance({ instance }: { instance: InstanceDetail }) {
  const t = useT();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<Error | null>(null);
  const filling = useFilling(instance);
  useMarkRead(instance);
  useLightOnPaper();
  const nameOf = (ask: Asked) =>
    t(`workflows.actions.${ask.type === 'approve' ? approvalName(ask.task, instance.chart) : ask.type}`);
  return (
    <Page
      title={instance.title}
      subtitle={<Facts instance={instance} />}
      actions={<InstanceActions instance={instance} onAsk={setAsked} />}
    >
      <div className={css.columns}>
        <div className={css.main}>
          <Card title={t('workflows.instance.form')}>
            {filling.wasKept ? <Kept onRestore={filling.clear} /> : null}
            <WorkflowForm
              form={instance.form}
              rights={instance.rights}
              values={filling.values}
              named={filling.named}
              errors={refusedIn(refused, 'values')}
              onChange={filling.mayFill ? filling.change : undefined}
            />
          </Card>
          <Card title={t('workflows.instance.history')}>
            <History instance={instance} />
          </Card>
        </div>
        <div className={css.side}>
          <Card title={t('workflows.instance.chart')}>
            <Chart instance={instance} />
          </Card>
        </div>
      </div>
      {instance.tasks.length > 0 ? (
        <div className={css.bars}>
          {instance.tasks.map((task) => (
            <TaskBar key={task.id} task={task} approval={approvalName(task, instance.chart)} onAsk={setAsked} />
          ))}
        </div>
      ) : null}
      {asked ? (
        <ActionDialog
          instanceId={instance.id}
          asked={asked}
          name={nameOf(asked)}
          values={filling.toSend}
          onDone={() => {
            if (asked.type === 'approve') filling.clear();
            setRefused(null);
            setAsked(null);
          }}
          onRefused={(error) => {
            setRefused(error);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Page>
  );
}

function Kept({ onRestore }: { onRestore: () => void }) {
  const t = useT();
  return (
    <p className={css.kept} role="status">
      {t('workflows.instance.editKept')}
      <Button size="small" onClick={onRestore}>
        {t('workflows.instance.restore')}
      </Button>
    </p>
  );
}

/** What it is, how it stands, whose it is. */
function Facts({ instance }: { instance: InstanceDetail }) {
  const t = useT();
  const format = useFormat();
  const { number, status, workflow, starter, startedAt, subject, current } = instance;
  return (
    <div className={css.facts}>
      <StatusTag status={status} />
      <span>{number}</span>
      <span>{workflow.name}</span>
      <PersonName person={starter} />
      <time dateTime={startedAt}>{format.dateTime(startedAt)}</time>
      {subject ? (
        <span>
          {t('workflows.instance.customer')} <Link {...places.customer(subject.id)}>{subject.name}</Link>
        </span>
      ) : null}
      <Where current={current} />
    </div>
  );
}

/** What starter, deciders and owner may do with the whole of it. */
function InstanceActions({ instance, onAsk }: { instance: InstanceDetail; onAsk: (asked: Asked) => void }) {
  const t = useT();
  const nodeName = useNodeName();
  const [rerouting, setRerouting] = useState(false);
  const whole = (['urge', 'withdraw', 'terminate'] as const).filter((type) => instance.can[type]);
  const { recallable } = instance;
  return (
    <>
      {recallable.map(({ taskId, node }) => (
        <Button
          key={taskId}
          className={css.screen}
          onClick={() => onAsk({ type: 'recall', taskId, node: nodeName(node) })}
        >
          {t('workflows.actions.recall')}
          {recallable.length > 1 ? ` ${nodeName(node)}` : null}
        </Button>
      ))}
      {whole.map((type) => (
        <Button key={type} className={css.screen} onClick={() => onAsk({ type })}>
          {t(`workflows.actions.${type}`)}
        </Button>
      ))}
      {instance.can.reroute ? (
        <Button className={css.screen} onClick={() => setRerouting(true)}>
          {t('workflowDesk.reroute.action')}
        </Button>
      ) : null}
      {rerouting ? <RerouteDialog instanceId={instance.id} onClose={() => setRerouting(false)} /> : null}
      <Button className={css.screen} icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t('workflows.instance.print')}
      </Button>
    </>
  );
}
