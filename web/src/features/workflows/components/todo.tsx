import { useEffect } from 'react';
import { useT } from '../../../lib/texts.ts';
import { ListKeys } from '../../../widgets/row-table/list-keys.tsx';
import { useSelection } from '../../../widgets/row-table/use-selection.ts';
import type { Filters } from '../boxes.ts';
import { BatchBar } from './batch-bar.tsx';
import { TaskBox } from './task-box.tsx';

/** What waits for the person, oldest first; several can be approved together. */
export function Todo({ filters }: { filters: Filters }) {
  const t = useT();
  const selection = useSelection();
  const { clear, ids } = selection;
  const asked = JSON.stringify(filters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen of one list is not chosen of another
  useEffect(clear, [asked]);
  return (
    <>
      <TaskBox
        box="todo"
        filters={filters}
        selection={selection}
        below={(tasks) => <BatchBar tasks={tasks} selection={selection} />}
      />
      <ListKeys onClear={clear} said={ids.size > 0 ? t('workflows.select.chosen', { count: ids.size }) : ''} />
    </>
  );
}
