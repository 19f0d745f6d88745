import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber, Radio, Select } from 'antd';
import type { Operation, PeopleNode, TimeLimit, WorkflowNode } from '../../../../../contract/workflows.definition.ts';
import { operations, startNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useDesign } from '../design-context.ts';
import { earlierNodes } from '../tree.ts';
import css from './design.module.css';
import type { NodeChange } from './node-settings.tsx';

type RuleProps = { node: PeopleNode; onChange: NodeChange<PeopleNode> };
type Approval = Extract<WorkflowNode, { type: 'approval' }>;
type ApprovalProps = { node: Approval; onChange: NodeChange<Approval> };

/** What the people of a node may do beside approving or completing, each with what it means. */
export function Allowed({ node, onChange }: RuleProps) {
  const t = useT();
  // Handling something is no decision, so that there is nothing to reject.
  const offered = operations.filter((one) => node.type === 'approval' || one !== 'reject');
  const toggle = (one: Operation, on: boolean) =>
    onChange({ ...node, allow: operations.filter((other) => (other === one ? on : node.allow.includes(other))) });
  return (
    <Grouped label={t('workflowDesign.allow.title')}>
      <div className={css.checks}>
        {offered.map((one) => (
          <Checkbox
            key={one}
            checked={node.allow.includes(one)}
            onChange={(event) => toggle(one, event.target.checked)}
          >
            {t(`workflowDesign.allow.names.${one}`)}{' '}
            <span className={css.hint}>{t(`workflowDesign.allow.${one}`)}</span>
          </Checkbox>
        ))}
      </div>
    </Grouped>
  );
}

const mostLimits = 5;

/** What happens when nobody has acted for so long. */
export function Limits({ node, onChange }: RuleProps) {
  const t = useT();
  const { limits } = node;
  const set = (next: TimeLimit[], part?: string) => onChange({ ...node, limits: next }, part);
  return (
    <Grouped label={t('workflowDesign.limits.title')}>
      <div className={css.stack}>
        {limits.map((limit, index) => (
          <LimitRow
            // biome-ignore lint/suspicious/noArrayIndexKey: limits are told apart by their place alone
            key={index}
            limit={limit}
            place={index + 1}
            mayReject={node.type === 'approval'}
            onChange={(next, part) => set(limits.with(index, next), part && `${part} ${index}`)}
            onRemove={() => set(limits.toSpliced(index, 1))}
          />
        ))}
        {limits.length < mostLimits ? (
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => set([...limits, { hours: 24, action: 'remind' }])}
          >
            {t('workflowDesign.limits.add')}
          </Button>
        ) : null}
        <p className={css.hint}>{t('workflowDesign.limits.hint')}</p>
      </div>
    </Grouped>
  );
}

type LimitRowProps = {
  limit: TimeLimit;
  place: number;
  mayReject: boolean;
  onChange: (limit: TimeLimit, part?: string) => void;
  onRemove: () => void;
};

function LimitRow({ limit, place, mayReject, onChange, onRemove }: LimitRowProps) {
  const t = useT();
  const { words, learn } = useDesign();
  const { hours } = limit;
  const actions = (['remind', 'transfer', 'escalate', 'approve', 'reject'] as const).filter(
    (one) => one !== 'reject' || mayReject || limit.action === 'reject',
  );
  return (
    <fieldset className={css.leaf} aria-label={t('workflowDesign.limits.row', { place })}>
      <div className={css.line}>
        <InputNumber
          aria-label={t('workflowDesign.limits.hours')}
          className={css.hours}
          min={0.1}
          max={2000}
          value={hours}
          onChange={(next) => onChange({ ...limit, hours: next ?? 0 }, 'limit')}
        />
        <span>
          {t('workflowDesign.limits.hours')}
          {t('workflowDesign.limits.after')}
        </span>
        <Select
          aria-label={t('workflowDesign.limits.action')}
          className={css.grow}
          value={limit.action}
          options={actions.map((value) => ({ value, label: t(`workflowDesign.limits.actions.${value}`) }))}
          onChange={(action: TimeLimit['action']) =>
            onChange(action === 'transfer' ? { hours, action, personId: '' } : { hours, action })
          }
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('workflowDesign.limits.remove', { place })}
          onClick={onRemove}
        />
      </div>
      {limit.action === 'transfer' ? (
        <PersonPicker
          aria-label={t('workflowDesign.limits.person')}
          value={limit.personId ? { id: limit.personId, name: words.nameOf(limit.personId) ?? '…', post: null } : null}
          onChange={(person) => {
            if (person) learn([person]);
            onChange({ ...limit, personId: person?.id ?? '' });
          }}
        />
      ) : null}
    </fieldset>
  );
}

const theEnd = ' end';

export function OnReject({ node, onChange }: ApprovalProps) {
  const t = useT();
  const { definition } = useDesign();
  const earlier = earlierNodes(definition.nodes, node.id);
  const label = (id: string, name: string | null) =>
    t('workflowDesign.onReject.node', { name: id === startNode ? t('workflows.startNode') : (name ?? '') });
  const now = node.onReject === 'end' ? theEnd : node.onReject.node;
  const options = [
    { value: theEnd, label: t('workflowDesign.onReject.end') },
    ...earlier.map(({ id, name }) => ({ value: id, label: label(id, name) })),
  ];
  const isKnown = options.some(({ value }) => value === now);
  return (
    <LabelledSelect
      label={t('workflowDesign.onReject.title')}
      value={now}
      options={isKnown ? options : [...options, { value: now, label: t('workflowDesign.words.gone') }]}
      onChange={(next: string) => onChange({ ...node, onReject: next === theEnd ? 'end' : { node: next } })}
    />
  );
}

export function AfterReturn({ node, onChange }: ApprovalProps) {
  const t = useT();
  return (
    <Grouped label={t('workflowDesign.afterReturn.title')}>
      <Radio.Group
        vertical
        value={node.afterReturn}
        options={(['choice', 'replay', 'direct'] as const).map((value) => ({
          value,
          label: t(`workflowDesign.afterReturn.options.${value}`),
        }))}
        onChange={(event) => onChange({ ...node, afterReturn: event.target.value as Approval['afterReturn'] })}
      />
    </Grouped>
  );
}
