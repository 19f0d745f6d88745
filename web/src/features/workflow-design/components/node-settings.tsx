import { useQuery } from '@tanstack/react-query';
import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { PeopleNode, WorkflowNode } from '../../../../../contract/workflows.definition.ts';
import { startNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { useDesign } from '../design-context.ts';
import { earlierNodes, isBlock } from '../tree.ts';
import { childrenQuery } from '../use-words.ts';
import { AssigneeEditor } from './assignee-editor.tsx';
import css from './design.module.css';
import { EmptyRule, ModeRule } from './people-modes.tsx';
import { AfterReturn, Allowed, Limits, OnReject } from './people-rules.tsx';
import { RightsTable } from './rights-table.tsx';

/** `part` says what is being typed, so that it is undone as one. */
export type NodeChange<N extends WorkflowNode = WorkflowNode> = (next: N, part?: string) => void;
type SettingsProps = { node: WorkflowNode; onChange: NodeChange };

/** Everything of a node but its name. */
export function NodeSettings({ node, onChange }: SettingsProps) {
  const t = useT();
  if (isBlock(node)) return <p className={css.hint}>{t(`workflowDesign.panel.blockHints.${node.type}`)}</p>;
  switch (node.type) {
    case 'approval':
    case 'handling':
      return <PeopleSettings node={node} onChange={onChange} />;
    case 'copy':
      return (
        <AssigneeEditor
          label={t('workflowDesign.who.copyTitle')}
          value={node.assignee}
          onChange={(assignee) => onChange({ ...node, assignee })}
        />
      );
    case 'wait':
      return (
        <Labelled label={t('workflowDesign.panel.hours')}>
          {(ids) => (
            <InputNumber
              {...ids}
              min={0.1}
              max={20_000}
              value={node.hours}
              onChange={(hours) => onChange({ ...node, hours: hours ?? 0 }, 'hours')}
            />
          )}
        </Labelled>
      );
    case 'child':
      return <ChildSettings node={node} onChange={onChange} />;
    default:
      return <BackSettings node={node} onChange={onChange} />;
  }
}

/** Who gets it, what they see and fill in, and what they may do. */
function PeopleSettings({ node, onChange }: { node: PeopleNode; onChange: NodeChange<PeopleNode> }) {
  const t = useT();
  const [tab, setTab] = useState('who');
  const who = (
    <div className={css.group}>
      <AssigneeEditor
        label={t('workflowDesign.who.title')}
        value={node.assignee}
        onChange={(assignee) => onChange({ ...node, assignee })}
      />
      <ModeRule node={node} onChange={onChange} />
      <EmptyRule node={node} onChange={onChange} />
    </div>
  );
  const fields = (
    <div className={css.group}>
      <RightsTable usual="read" rights={node.fields} onChange={(next) => onChange({ ...node, fields: next })} />
    </div>
  );
  const more = (
    <div className={css.group}>
      <Allowed node={node} onChange={onChange} />
      <Limits node={node} onChange={onChange} />
      {node.type === 'approval' ? (
        <>
          <OnReject node={node} onChange={onChange} />
          <AfterReturn node={node} onChange={onChange} />
        </>
      ) : null}
    </div>
  );
  return (
    <TabStrip
      label={t('workflowDesign.panel.tabs.label')}
      active={tab}
      onChange={setTab}
      tabs={[
        { key: 'who', label: t('workflowDesign.panel.tabs.who'), content: who },
        { key: 'fields', label: t('workflowDesign.panel.tabs.fields'), content: fields },
        { key: 'more', label: t('workflowDesign.panel.tabs.more'), content: more },
      ]}
    />
  );
}

type Child = Extract<WorkflowNode, { type: 'child' }>;

function ChildSettings({ node, onChange }: { node: Child; onChange: NodeChange<Child> }) {
  const t = useT();
  const { id, words } = useDesign();
  const { data, isPending } = useQuery(childrenQuery);
  const known = (data?.items ?? []).filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.name }));
  const isKnown = known.some(({ value }) => value === node.definitionId);
  const kept =
    node.definitionId && !isKnown
      ? [{ value: node.definitionId, label: words.nameOf(node.definitionId) ?? t('workflowDesign.words.gone') }]
      : [];
  return (
    <>
      <LabelledSelect
        label={t('workflowDesign.panel.child')}
        loading={isPending}
        placeholder={t('forms.choose')}
        showSearch={{ optionFilterProp: 'label' }}
        value={node.definitionId || null}
        options={[...known, ...kept]}
        onChange={(definitionId: string | null) => onChange({ ...node, definitionId: definitionId ?? '' })}
      />
      <LabelledSelect
        label={t('workflowDesign.panel.childReject')}
        value={node.onReject}
        options={(['reject', 'continue'] as const).map((value) => ({
          value,
          label: t(`workflowDesign.panel.childRejects.${value}`),
        }))}
        onChange={(onReject: Child['onReject']) => onChange({ ...node, onReject })}
      />
    </>
  );
}

type Back = Extract<WorkflowNode, { type: 'back' }>;

function BackSettings({ node, onChange }: { node: Back; onChange: NodeChange<Back> }) {
  const t = useT();
  const { definition } = useDesign();
  const earlier = earlierNodes(definition.nodes, node.id);
  return (
    <Labelled label={t('workflowDesign.panel.target')}>
      {(ids) => (
        <>
          <Select
            {...ids}
            style={{ width: '100%' }}
            placeholder={t('forms.choose')}
            value={node.node || null}
            options={earlier.map(({ id, name }) => ({
              value: id,
              label: id === startNode ? t('workflows.startNode') : name,
            }))}
            onChange={(target: string | null) => onChange({ ...node, node: target ?? '' })}
          />
          <p className={css.hint}>{t('workflowDesign.panel.targetHint')}</p>
        </>
      )}
    </Labelled>
  );
}
