import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { TaskLine } from '../../../../../contract/workflows.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import type { Filters, TaskBox as TaskBoxName } from '../boxes.ts';
import { BoxEmpty } from './box-empty.tsx';
import { TaskCards } from './task-cards.tsx';
import { TaskTable } from './task-table.tsx';

type TaskBoxProps = {
  box: TaskBoxName;
  filters: Filters;
  /** What is chosen to be approved together. */
  selection?: Selection;
  /** Below the rows, given what is on the screen. */
  below?: (tasks: TaskLine[]) => ReactNode;
};

const none: TaskLine[] = [];

/** What waits for the person, or was decided by or copied to them. */
export function TaskBox({ box, filters, selection, below }: TaskBoxProps) {
  const phone = usePhone();
  const query = useInfiniteQuery(
    api.workflows.tasks.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filters, box, cursor }),
      ...nextPage,
    }),
  );
  useForgetGone(query.data?.pages.flatMap((page) => page.items) ?? none, selection);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const tasks = pages.flatMap((page) => page.items);
        if (tasks.length === 0) return <BoxEmpty box={box} filters={filters} />;
        const Rows = phone ? TaskCards : TaskTable;
        return (
          <>
            <Rows box={box} tasks={tasks} selection={selection} />
            <MoreRows query={query} />
            {below?.(tasks)}
          </>
        );
      }}
    </Loaded>
  );
}

/** What somebody else has dealt with meanwhile is chosen no more. */
function useForgetGone(tasks: TaskLine[], selection: Selection | undefined): void {
  const gone = tasks.length > 0 && selection && [...selection.ids].some((id) => !tasks.some((task) => task.id === id));
  useEffect(() => {
    if (gone) selection.choose(tasks.filter((task) => selection.ids.has(task.id)).map((task) => task.id));
  }, [gone, selection, tasks]);
}
