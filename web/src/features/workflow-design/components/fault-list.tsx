import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { startNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { useDesign } from '../design-context.ts';
import type { Target } from '../tree-view.ts';
import type { Fault } from '../use-faults.ts';
import css from './design.module.css';

type FaultListProps = { onOpen: (target: Target) => void; onForm: (key: string) => void };

/** What has to be mended; each leads to where it is. */
export function FaultList({ onOpen, onForm }: FaultListProps) {
  const t = useT();
  const { faults } = useDesign();
  const [isOpen, setOpen] = useState(false);
  if (faults.length === 0) {
    return (
      <span className={css.fine} role="status">
        <CheckCircleFilled aria-hidden /> {t('workflowDesign.faults.none')}
      </span>
    );
  }
  const go = (fault: Fault) => {
    setOpen(false);
    const target = targetOf(fault);
    if (target) onOpen(target);
    else onForm(fault.field?.split('.')[0] ?? '');
  };
  const list = (
    <ul className={css.faults}>
      {faults.map((fault) => (
        <li key={fault.key}>
          <button type="button" onClick={() => go(fault)}>
            {t('workflowDesign.faults.at', { name: fault.name, reason: fault.reason })}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover open={isOpen} onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={list}>
      <Button size="small" danger icon={<ExclamationCircleFilled aria-hidden />} aria-expanded={isOpen}>
        {t('workflowDesign.faults.title', { count: faults.length })}
      </Button>
    </Popover>
  );
}

function targetOf({ nodeId, branchId }: Fault): Target | null {
  if (nodeId === null) return null;
  if (nodeId === startNode) return { of: 'start' };
  return branchId ? { of: 'branch', blockId: nodeId, id: branchId } : { of: 'node', id: nodeId };
}
