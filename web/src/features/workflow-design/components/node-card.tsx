import { ExclamationCircleFilled, MoreOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import type { MenuProps } from 'antd';
import { Button } from 'antd';
import type { KeyboardEvent } from 'react';
import type { WorkflowNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { nodeTags, nodeWords } from '../node-words.ts';
import { isBlock } from '../tree.ts';
import type { TreeEditor } from '../tree-view.ts';
import { isSameTarget, useTree } from '../tree-view.ts';
import css from './cards.module.css';
import { MarkTag } from './mark-tag.tsx';
import { nodeIcon } from './node-icon.tsx';

/** One node: its name, who gets it, what is wrong with it; opens on click, moves by dragging or by its menu. */
export function NodeCard({ node }: { node: WorkflowNode }) {
  const { editor, selected, reasonOf, marks, reached } = useTree();
  const drag = useDraggable({ id: node.id, disabled: !editor });
  const reason = reasonOf?.(node.id);
  const mark = marks?.get(node.id);
  const look = [
    css.card,
    isBlock(node) && css.fork,
    selected && isSameTarget(selected, { of: 'node', id: node.id }) && css.selected,
    reason && css.faulty,
    mark && css[mark],
    (drag.isDragging || editor?.picking?.id === node.id) && css.moving,
    reached && !isBlock(node) && (reached.nodes.has(node.id) ? css.reached : css.off),
  ];
  return (
    <div ref={drag.setNodeRef} className={look.filter(Boolean).join(' ')} data-target={node.id} {...drag.listeners}>
      <Opened node={node} reason={reason} />
      {editor ? <NodeMenu node={node} editor={editor} /> : null}
    </div>
  );
}

function Opened({ node, reason }: { node: WorkflowNode; reason: string | undefined }) {
  const { onOpen, selected, editor } = useTree();
  const target = { of: 'node' as const, id: node.id };
  const body = <CardBody node={node} reason={reason} />;
  if (!onOpen) return <div className={css.open}>{body}</div>;
  const keys = (event: KeyboardEvent) => {
    if (!editor) return;
    const step = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (step) editor.step(node.id, step);
    else if (event.key === 'Delete') editor.remove(node.id);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className={css.open}
      aria-pressed={selected ? isSameTarget(selected, target) : false}
      onClick={(event) => onOpen(target, event.detail === 0)}
      onKeyDown={keys}
    >
      {body}
    </button>
  );
}

function CardBody({ node, reason }: { node: WorkflowNode; reason: string | undefined }) {
  const t = useT();
  const { words, nodeName, marks, reached } = useTree();
  const said = nodeWords(node, words, nodeName);
  const tags = nodeTags(node, words);
  const people = reached?.people.get(node.id);
  const type = t(`workflows.nodeTypes.${node.type}`);
  return (
    <>
      <span className={css.head}>
        <span className={`${css.icon} ${css[node.type]}`}>{nodeIcon(node.type)}</span>
        <span className={css.name}>{node.name || t('workflowDesign.words.blank')}</span>
        {node.name.toLowerCase().includes(type.toLowerCase()) ? null : <span className={css.type}>{type}</span>}
        <MarkTag mark={marks?.get(node.id)} />
      </span>
      {said ? <span className={css.words}>{said}</span> : null}
      {people ? <span className={css.people}>{people}</span> : null}
      {tags.length > 0 ? (
        <span className={css.tags}>
          {tags.map((tag) => (
            <span key={tag} className={css.tag}>
              {tag}
            </span>
          ))}
        </span>
      ) : null}
      {reason ? (
        <span className={css.reason}>
          <ExclamationCircleFilled aria-hidden /> {reason}
        </span>
      ) : null}
    </>
  );
}

function NodeMenu({ node: { id, name }, editor }: { node: WorkflowNode; editor: TreeEditor }) {
  const t = useT();
  const item = (key: string, label: string, onClick: () => void, disabled = false) => ({
    ...{ key, label, onClick, disabled },
  });
  const menu: MenuProps = {
    items: [
      item('up', t('workflowDesign.tree.up'), () => editor.step(id, -1), !editor.canStep(id, -1)),
      item('down', t('workflowDesign.tree.down'), () => editor.step(id, 1), !editor.canStep(id, 1)),
      item('move', t('workflowDesign.tree.moveTo'), () => editor.setPicking({ what: 'move', id })),
      { type: 'divider' },
      item('copy', t('workflowDesign.tree.copy'), () => editor.copy(id)),
      item('copyTo', t('workflowDesign.tree.copyTo'), () => editor.setPicking({ what: 'copy', id })),
      { type: 'divider' },
      { ...item('remove', t('workflowDesign.tree.remove'), () => editor.remove(id)), danger: true },
    ],
  };
  return (
    <span className={css.menu}>
      <DropMenu menu={menu}>
        <Button
          size="small"
          type="text"
          icon={<MoreOutlined />}
          aria-label={t('workflowDesign.tree.menu', { name })}
          onPointerDown={(event) => event.stopPropagation()}
        />
      </DropMenu>
    </span>
  );
}
