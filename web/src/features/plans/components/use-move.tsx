import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { PlanItem, PlanWeek } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { useItemWhen } from '../../../widgets/plan-items/item-words.ts';

export type Where = Pick<PlanItem, 'day' | 'startTime' | 'endTime'>;

/** Moves an item at once on the screen and then on the server; offers to take it back. */
export function useMove(): (item: PlanItem, to: Where) => void {
  const t = useT();
  const when = useItemWhen();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const update = useCommand(api.plans.updateItem);

  const show = (id: string, where: Where) => {
    const moved = (items: PlanItem[]) => items.map((item) => (item.id === id ? { ...item, ...where } : item));
    queries.setQueriesData<PlanWeek>({ queryKey: api.plans.week.key() }, (week) =>
      week ? { ...week, items: moved(week.items) } : week,
    );
    queries.setQueriesData<{ items: PlanItem[]; nextCursor: string | null }>(
      { queryKey: api.plans.items.key({ type: 'query' }) },
      (page) => (page ? { ...page, items: moved(page.items) } : page),
    );
  };
  const send = async (item: PlanItem, to: Where) => {
    show(item.id, to);
    try {
      return await update.mutateAsync({ id: item.id, version: item.version, ...to });
    } catch {
      // The message says why; what is on the screen goes back to what the server has.
      show(item.id, { day: item.day, startTime: item.startTime, endTime: item.endTime });
      void queries.invalidateQueries({ queryKey: api.plans.key() });
      return null;
    }
  };
  return (item, to) => {
    void send(item, to).then((moved) => {
      if (!moved) return;
      const key = `move-${item.id}`;
      const back = { day: item.day, startTime: item.startTime, endTime: item.endTime };
      void message.open({
        key,
        duration: 6,
        content: (
          <>
            {t('plans.movedTo', { when: when(moved) })}{' '}
            <Button
              size="small"
              onClick={() => {
                message.destroy(key);
                void send(moved, back);
              }}
            >
              {t('plans.undo')}
            </Button>
          </>
        ),
      });
    });
  };
}
