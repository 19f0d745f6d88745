import { ExclamationCircleFilled, MoreOutlined } from '@ant-design/icons';
import type { MenuProps } from 'antd';
import { Button } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { branchWords } from '../node-words.ts';
import type { Block, Branch } from '../tree.ts';
import { hasConditions, placeOf, whenOf } from '../tree.ts';
import type { TreeEditor } from '../tree-view.ts';
import { isSameTarget, useTree } from '../tree-view.ts';
import css from './cards.module.css';
import { MarkTag } from './mark-tag.tsx';

type BranchCardProps = { block: Block; branch: Branch; index: number };

/** The head of a branch: what it is called and when it is taken. */
export function BranchCard({ block, branch, index }: BranchCardProps) {
  const t = useT();
  const { selected, onOpen, reasonOf, marks, words, editor, reached } = useTree();
  const target = { of: 'branch' as const, blockId: block.id, id: branch.id };
  const place = placeOf(block.id, branch.id);
  const isOn = selected ? isSameTarget(selected, target) : false;
  const reason = reasonOf?.(block.id, branch.id);
  const mark = marks?.get(place);
  const isDefault = whenOf(branch) === null;
  const look = [
    css.card,
    css.branchCard,
    isDefault && css.otherwise,
    isOn && css.selected,
    reason && css.faulty,
    mark && css[mark],
    reached && (reached.places.has(place) ? css.reached : css.off),
  ];
  const body = (
    <>
      <span className={css.head}>
        <span className={css.name}>{branch.name || t('workflowDesign.words.blank')}</span>
        {isDefault && branch.name !== t('workflowDesign.tree.otherwise') ? (
          <span className={css.type}>{t('workflowDesign.tree.otherwise')}</span>
        ) : null}
        <MarkTag mark={mark} />
      </span>
      {reason ? (
        <span className={css.reason}>
          <ExclamationCircleFilled aria-hidden /> {reason}
        </span>
      ) : (
        <span className={css.words}>{branchWords(branch, words)}</span>
      )}
    </>
  );
  return (
    <div className={look.filter(Boolean).join(' ')} data-target={place}>
      {onOpen ? (
        <button
          type="button"
          className={css.open}
          aria-pressed={isOn}
          onClick={(event) => onOpen(target, event.detail === 0)}
        >
          {body}
        </button>
      ) : (
        <div className={css.open}>{body}</div>
      )}
      {editor ? <BranchMenu {...{ block, branch, index, editor }} /> : null}
    </div>
  );
}

function BranchMenu({ block, branch, index, editor }: BranchCardProps & { editor: TreeEditor }) {
  const t = useT();
  const { id, name } = branch;
  const canBeDefault = hasConditions(block) && whenOf(branch) !== null;
  const menu: MenuProps = {
    items: [
      {
        key: 'left',
        label: t('workflowDesign.tree.left'),
        disabled: index === 0,
        onClick: () => editor.moveBranch(block.id, id, -1),
      },
      {
        key: 'right',
        label: t('workflowDesign.tree.right'),
        disabled: index === block.branches.length - 1,
        onClick: () => editor.moveBranch(block.id, id, 1),
      },
      ...(canBeDefault
        ? [
            {
              key: 'default',
              label: t('workflowDesign.tree.setDefault'),
              onClick: () => editor.makeDefault(block.id, id),
            },
          ]
        : []),
      { type: 'divider' },
      { key: 'copy', label: t('workflowDesign.tree.copy'), onClick: () => editor.copyBranch(block.id, id) },
      {
        key: 'remove',
        label: t('workflowDesign.tree.remove'),
        danger: true,
        onClick: () => editor.removeBranch(block.id, id),
      },
    ],
  };
  return (
    <span className={css.menu}>
      <DropMenu menu={menu}>
        <Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('workflowDesign.tree.menu', { name })} />
      </DropMenu>
    </span>
  );
}
