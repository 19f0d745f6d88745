import { Drawer } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { startNode } from '../../../../../contract/workflows.definition.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { useDesign } from '../design-context.ts';
import { focusCard } from '../focus.ts';
import { findBranch, findNode, placeOf } from '../tree.ts';
import type { Target } from '../tree-view.ts';
import { useTreeEditor } from '../use-tree-editor.ts';
import css from './design.module.css';
import { FaultList } from './fault-list.tsx';
import { FlowCanvas } from './flow-canvas.tsx';
import { TargetPanel } from './target-panel.tsx';

type FlowTabProps = {
  selected: Target | null;
  onSelect: (target: Target | null) => void;
  onForm: (key: string) => void;
};

/** Drawing the way of a workflow: the drawing, and beside it whatever is opened of it. */
export function FlowTab({ selected, onSelect, onForm }: FlowTabProps) {
  const t = useT();
  const isPhone = usePhone();
  const { definition } = useDesign();
  // Counts what is opened by the keyboard or newly made; zero while the mouse opens.
  const [focus, setFocus] = useState(0);
  const editor = useTreeEditor((target) => {
    setFocus((before) => before + 1);
    onSelect(target);
  });
  const shown = selected && isThere(definition.nodes, selected) ? selected : null;
  const holder = useRef<HTMLDivElement>(null);
  const key = shown ? keyOf(shown) : null;
  useEffect(() => {
    if (!key) return;
    const card = holder.current?.querySelector(`[data-target="${CSS.escape(key)}"]`);
    card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [key]);
  const close = () => {
    if (key) focusCard(key);
    onSelect(null);
  };
  const panel = shown ? <TargetPanel key={key} target={shown} focus={focus} onClose={close} /> : null;
  return (
    <div ref={holder} className={shown && !isPhone ? `${css.work} ${css.beside}` : css.work}>
      <FlowCanvas
        editor={editor}
        selected={shown}
        onOpen={(target, byKey) => {
          setFocus((before) => (byKey ? before + 1 : 0));
          onSelect(target);
        }}
        tools={<FaultList onOpen={onSelect} onForm={onForm} />}
      />
      {isPhone ? (
        <Drawer open={shown !== null} size="100%" title={t('workflowDesign.panel.tabs.label')} onClose={close}>
          {panel}
        </Drawer>
      ) : (
        panel
      )}
    </div>
  );
}

function keyOf(target: Target): string {
  if (target.of === 'start') return startNode;
  return target.of === 'node' ? target.id : placeOf(target.blockId, target.id);
}

function isThere(nodes: Parameters<typeof findNode>[0], target: Target): boolean {
  if (target.of === 'start') return true;
  return target.of === 'node'
    ? findNode(nodes, target.id) !== undefined
    : findBranch(nodes, target.blockId, target.id) !== undefined;
}
