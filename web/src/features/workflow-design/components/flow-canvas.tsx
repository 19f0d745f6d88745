import type { DragEndEvent } from '@dnd-kit/core';
import {
  DndContext,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useDndContext,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { startNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { useDesign } from '../design-context.ts';
import { findNode, moveNode } from '../tree.ts';
import type { Target, TreeEditor, TreeView } from '../tree-view.ts';
import { TreeContext } from '../tree-view.ts';
import { Canvas } from './canvas.tsx';
import cards from './cards.module.css';
import { FlowTree } from './flow-tree.tsx';
import { spotOfId } from './spot-line.tsx';
import css from './tree.module.css';

/** What the drawing is called where it points to an earlier node. */
export function useNodeNames(nodes: Parameters<typeof findNode>[0]): (id: string) => string {
  const t = useT();
  return (id) => (id === startNode ? t('workflows.startNode') : (findNode(nodes, id)?.name ?? ''));
}

type FlowCanvasProps = {
  editor: TreeEditor;
  selected: Target | null;
  onOpen: (target: Target, byKey: boolean) => void;
  tools: ReactNode;
};

/** The drawing, to be drawn on. */
export function FlowCanvas({ editor, selected, onOpen, tools }: FlowCanvasProps) {
  const t = useT();
  const { definition, words, faults, changeNodes } = useDesign();
  const { nodes } = definition;
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const nodeName = useNodeNames(nodes);
  const { picking, setPicking } = editor;
  useEffect(() => {
    if (!picking) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPicking(null);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [picking, setPicking]);
  const view: TreeView = {
    ...{ words, nodeName, selected, onOpen, editor },
    reasonOf: (nodeId, branchId) =>
      faults.find((fault) => fault.nodeId === nodeId && fault.branchId === (branchId ?? null))?.reason,
  };
  const end = ({ active, over }: DragEndEvent) => {
    if (over) changeNodes((before) => moveNode(before, String(active.id), spotOfId(String(over.id))));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={() => setPicking(null)}
      onDragEnd={end}
      // Moving by keys has words of its own, in the menu of a node.
      accessibility={{
        screenReaderInstructions: { draggable: '' },
        announcements: {
          onDragStart: () => undefined,
          onDragOver: () => undefined,
          onDragEnd: () => undefined,
          onDragCancel: () => undefined,
        },
      }}
    >
      <TreeContext value={view}>
        <Canvas label={t('workflowDesign.tree.label')} tools={picking ? <Picked editor={editor} /> : tools}>
          <FlowTree nodes={nodes} />
        </Canvas>
      </TreeContext>
      <DragOverlay dropAnimation={null}>
        <Ghost nodeName={nodeName} />
      </DragOverlay>
    </DndContext>
  );
}

/** What is being dragged, at the pointer. */
function Ghost({ nodeName }: { nodeName: (id: string) => string }) {
  const { active } = useDndContext();
  return active ? <div className={cards.ghost}>{nodeName(String(active.id))}</div> : null;
}

function Picked({ editor: { picking, setPicking } }: { editor: TreeEditor }) {
  const t = useT();
  const { definition } = useDesign();
  const name = (picking && findNode(definition.nodes, picking.id)?.name) ?? '';
  return (
    <span className={css.picked} role="status">
      {t(picking?.what === 'copy' ? 'workflowDesign.tree.copying' : 'workflowDesign.tree.moving', { name })}
      <Button size="small" onClick={() => setPicking(null)}>
        {t('common.cancel')}
      </Button>
    </span>
  );
}
