import { PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { WorkflowNode } from '../../../../../contract/workflows.definition.ts';
import { startNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import type { Block, Place } from '../tree.ts';
import { isBlock, placeOf, trunk } from '../tree.ts';
import { isSameTarget, useTree } from '../tree-view.ts';
import { BranchCard } from './branch-card.tsx';
import cards from './cards.module.css';
import { MarkTag } from './mark-tag.tsx';
import { NodeCard } from './node-card.tsx';
import { SpotLine } from './spot-line.tsx';
import css from './tree.module.css';

/** A workflow from its start to its end, each node under the one before it and branches beside each other. */
export function FlowTree({ nodes }: { nodes: readonly WorkflowNode[] }) {
  const t = useT();
  return (
    <div className={css.tree}>
      <StartCard />
      <Sequence nodes={nodes} place={trunk} before={t('workflowDesign.tree.start')} />
      <p className={css.end}>{t('workflowDesign.tree.end')}</p>
    </div>
  );
}

function StartCard() {
  const t = useT();
  const { selected, onOpen, marks, reasonOf } = useTree();
  const target = { of: 'start' as const };
  const isOn = selected !== undefined && isSameTarget(selected, target);
  const reason = reasonOf?.(startNode);
  const mark = marks?.get(startNode);
  const body = (
    <>
      <span className={cards.head}>
        <UserOutlined aria-hidden />
        <span className={cards.name}>{t('workflowDesign.tree.start')}</span>
        <MarkTag mark={mark} />
      </span>
      <span className={cards.words}>{t('workflowDesign.tree.starter')}</span>
      {reason ? <span className={cards.reason}>{reason}</span> : null}
    </>
  );
  const look = [cards.card, cards.start, isOn && cards.selected, reason && cards.faulty, mark && cards[mark]];
  return (
    <div className={look.filter(Boolean).join(' ')} data-target={startNode}>
      {onOpen ? (
        <button
          type="button"
          className={cards.open}
          aria-pressed={isOn}
          onClick={(event) => onOpen(target, event.detail === 0)}
        >
          {body}
        </button>
      ) : (
        <div className={cards.open}>{body}</div>
      )}
    </div>
  );
}

type SequenceProps = {
  nodes: readonly WorkflowNode[];
  place: Place;
  /** What stands before its first node. */
  before: string;
};

function Sequence({ nodes, place, before }: SequenceProps) {
  const t = useT();
  return (
    <ol className={css.sequence}>
      <li className={css.first}>
        <SpotLine
          spot={{ place, index: 0 }}
          label={t(place === trunk ? 'workflowDesign.tree.addAfter' : 'workflowDesign.tree.addFirst', { name: before })}
        />
      </li>
      {nodes.map((node, index) => (
        <li key={node.id} className={css.item}>
          {isBlock(node) ? <BlockBox block={node} /> : <NodeCard node={node} />}
          <SpotLine spot={{ place, index: index + 1 }} label={t('workflowDesign.tree.addAfter', { name: node.name })} />
        </li>
      ))}
    </ol>
  );
}

function BlockBox({ block }: { block: Block }) {
  const t = useT();
  const { editor } = useTree();
  return (
    <div className={css.block}>
      <NodeCard node={block} />
      <span className={css.stem} aria-hidden />
      {editor ? (
        <Button
          size="small"
          className={css.addBranch}
          icon={<PlusOutlined aria-hidden />}
          onClick={() => editor.addBranch(block.id)}
        >
          {t('workflowDesign.tree.addBranch')}
        </Button>
      ) : null}
      <ul className={css.branches}>
        {block.branches.map((branch, index) => {
          const place = placeOf(block.id, branch.id);
          return (
            <li key={branch.id} className={css.branch}>
              <BranchCard block={block} branch={branch} index={index} />
              <Sequence nodes={branch.nodes} place={place} before={branch.name} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
