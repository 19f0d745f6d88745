import { PlusOutlined } from '@ant-design/icons';
import { useDndContext, useDroppable } from '@dnd-kit/core';
import type { MenuProps } from 'antd';
import { Button } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { spotId } from '../focus.ts';
import { nodeTypes } from '../fresh.ts';
import type { Spot } from '../tree.ts';
import type { TreeEditor } from '../tree-view.ts';
import { useTree } from '../tree-view.ts';
import { nodeIcon } from './node-icon.tsx';
import css from './tree.module.css';

export function spotOfId(id: string): Spot {
  const at = id.lastIndexOf('#');
  return { place: id.slice(0, at), index: Number(id.slice(at + 1)) };
}

/** The line between two nodes, where another can be added or put. */
export function SpotLine({ spot, label }: { spot: Spot; label: string }) {
  const { editor } = useTree();
  return <div className={css.spot}>{editor ? <EditedSpot spot={spot} label={label} editor={editor} /> : null}</div>;
}

function EditedSpot({ spot, label, editor }: { spot: Spot; label: string; editor: TreeEditor }) {
  const t = useT();
  const { active } = useDndContext();
  const picking = active ? { what: 'move' as const, id: String(active.id) } : editor.picking;
  const isOpen = picking === null || editor.mayPut(spot, picking);
  const { setNodeRef, isOver } = useDroppable({ id: spotId(spot), disabled: active !== null && !isOpen });
  if (editor.picking && !active) {
    if (!isOpen) return null;
    return (
      <Button size="small" type="primary" ghost className={css.put} onClick={() => editor.put(spot)}>
        {t(editor.picking.what === 'move' ? 'workflowDesign.tree.moveHere' : 'workflowDesign.tree.copyHere')}
        <span className="sr-only">{label}</span>
      </Button>
    );
  }
  const menu: MenuProps = {
    items: nodeTypes.map((type) => ({
      key: type,
      icon: nodeIcon(type),
      label: (
        <span className={css.choice}>
          <span>{t(`workflows.nodeTypes.${type}`)}</span>
          <span className={css.hint}>{t(`workflowDesign.typeHints.${type}`)}</span>
        </span>
      ),
      onClick: () => editor.add(type, spot),
    })),
  };
  const look = [css.drop, active && isOpen && css.dropOpen, isOver && isOpen && css.dropOver];
  return (
    <span ref={setNodeRef} className={look.filter(Boolean).join(' ')} data-spot={spotId(spot)}>
      <DropMenu menu={menu}>
        <button type="button" className={css.plus} aria-label={label} title={t('workflowDesign.tree.add')}>
          <PlusOutlined aria-hidden />
        </button>
      </DropMenu>
    </span>
  );
}
