import { CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { useDesign } from '../design-context.ts';
import type { Block, Branch } from '../tree.ts';
import { findBranch, findNode, hasConditions, isBlock, replaceBranch, replaceNode, whenOf } from '../tree.ts';
import type { Target } from '../tree-view.ts';
import { ConditionEditor } from './condition-editor.tsx';
import css from './design.module.css';
import { NodeSettings } from './node-settings.tsx';
import { RightsTable } from './rights-table.tsx';

type PanelProps = {
  target: Target;
  /** Above zero the first field is in focus, anew with each number. */
  focus: number;
  onClose: () => void;
};

/** What can be said of the start, a node or a branch; everything is taken over at once. */
export function TargetPanel({ target, focus, onClose }: PanelProps) {
  const { definition } = useDesign();
  const frame = { focus, onClose };
  if (target.of === 'start') return <StartPanel {...frame} />;
  if (target.of === 'node') {
    const node = findNode(definition.nodes, target.id);
    return node ? <NodePanel id={target.id} {...frame} /> : null;
  }
  const block = findNode(definition.nodes, target.blockId);
  const branch = findBranch(definition.nodes, target.blockId, target.id);
  return block && isBlock(block) && branch ? <BranchPanel block={block} branch={branch} {...frame} /> : null;
}

type Framed = Omit<PanelProps, 'target'>;
type FrameProps = Framed & { title: string; children: ReactNode };

function Frame({ title, focus, onClose, children }: FrameProps) {
  const t = useT();
  const isPhone = usePhone();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus > 0) section.current?.querySelector('input')?.focus();
  }, [focus]);
  if (isPhone) return <div className={css.settings}>{children}</div>;
  const keys = (event: KeyboardEvent) => {
    // Within a list that is open Escape closes that list.
    const isOpen = (event.target as Element).closest('[aria-expanded="true"]');
    if (event.key === 'Escape' && !isOpen) onClose();
  };
  return (
    <section ref={section} className={css.panel} aria-label={title} onKeyDown={keys}>
      <div className={css.panelHead}>
        <h2 className={css.panelTitle}>{title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('workflowDesign.panel.close')}
          onClick={onClose}
        />
      </div>
      <div className={css.settings}>{children}</div>
    </section>
  );
}

function StartPanel(frame: Framed) {
  const t = useT();
  const { definition, changeContent } = useDesign();
  return (
    <Frame title={t('workflowDesign.tree.start')} {...frame}>
      <p className={css.hint}>{t('workflowDesign.panel.startHint')}</p>
      <RightsTable
        usual="edit"
        rights={definition.fields}
        onChange={(fields) =>
          changeContent((content) => ({ ...content, definition: { ...content.definition, fields } }))
        }
      />
    </Frame>
  );
}

const longestName = 60;

type NameProps = { name: string; onChange: (name: string) => void };

function Name({ name, onChange }: NameProps) {
  const t = useT();
  return (
    <Labelled
      label={t('workflowDesign.panel.name')}
      error={name.trim() === '' ? t('workflowDesign.faults.blanks.name') : undefined}
    >
      {(ids) => (
        <Input
          {...ids}
          maxLength={longestName}
          autoComplete="off"
          value={name}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}

function NodePanel({ id, ...frame }: Framed & { id: string }) {
  const t = useT();
  const { definition, faults, changeNodes } = useDesign();
  const node = findNode(definition.nodes, id);
  if (!node) return null;
  const reason = faults.find((fault) => fault.nodeId === id && fault.branchId === null)?.reason;
  const tag = (part: string) => `${id} ${part}`;
  return (
    <Frame title={t(`workflows.nodeTypes.${node.type}`)} {...frame}>
      {reason ? (
        <p className={css.bad} role="alert">
          {reason}
        </p>
      ) : null}
      <Name
        name={node.name}
        onChange={(name) => changeNodes((nodes) => replaceNode(nodes, id, { ...node, name }), tag('name'))}
      />
      <NodeSettings
        node={node}
        onChange={(next, part) => changeNodes((nodes) => replaceNode(nodes, id, next), part && tag(part))}
      />
    </Frame>
  );
}

function BranchPanel({ block, branch, ...frame }: Framed & { block: Block; branch: Branch }) {
  const t = useT();
  const { changeNodes } = useDesign();
  const when = whenOf(branch);
  const change = (next: Branch, tag?: string) =>
    changeNodes((nodes) => replaceBranch(nodes, block.id, next), tag && `${block.id} ${branch.id} ${tag}`);
  return (
    <Frame title={t(`workflows.nodeTypes.${block.type}`)} {...frame}>
      <Name name={branch.name} onChange={(name) => change({ ...branch, name }, 'name')} />
      {hasConditions(block) && when ? (
        <>
          <h3 className={css.sub}>{t('workflowDesign.panel.when')}</h3>
          <ConditionEditor value={when} onChange={(next) => change({ ...branch, when: next } as Branch, 'when')} />
        </>
      ) : null}
      {when === null ? <p className={css.hint}>{t('workflowDesign.panel.otherwiseHint')}</p> : null}
      {when === undefined ? <p className={css.hint}>{t('workflowDesign.panel.parallelHint')}</p> : null}
      <p className={css.hint}>{t(`workflowDesign.panel.blockHints.${block.type}`)}</p>
    </Frame>
  );
}
