import { sql } from 'kysely';
import type { NotificationKind } from '../../../contract/notifications.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import { actions } from '../../../contract/workflows.ts';
import type { Tx } from '../../platform/db/db.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';

const told = ['started', 'commented', 'timer', 'childEnded', 'reassign', 'deputise', ...actions].map(
  (one) => `workflow.${one}`,
);

type Line = { type: string; kind: string | null; nodeId: string | null; people: string[] };

/** Whom a line of the history concerns: the holder of the task and who acts for them; all with open tasks for a comment. */
async function linesOf(tx: Tx, eventId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select h.type, t.kind, v.node_id as "nodeId", case
        when h.type = 'instance.ended' then array[i.starter_id]
        when h.type = 'workflow.commented' then array(
          select distinct p from workflow_tasks o, unnest(array[o.person_id, o.deputy_id, i.starter_id]) as p
          where o.instance_id = i.id and o.state = 'open' and p is not null)
        when h.type = 'task.deputised' then array[(h.data ->> 'toId')::uuid]
        else array(select p from unnest(array[t.person_id, t.deputy_id]) as p where p is not null)
      end as people
    from workflow_history h
    join workflow_instances i on i.id = h.instance_id
    left join workflow_tasks t on t.id = h.task_id
    left join workflow_visits v on v.id = t.visit_id
    where h.event_id = ${eventId} order by h.id`.execute(tx);
  return rows;
}

function kindOf({ type, kind, nodeId }: Line): NotificationKind | null {
  switch (type) {
    case 'task.opened':
    case 'task.passedOn':
      if (kind === 'copy') return 'workflow.copied';
      return nodeId === startNode ? 'workflow.returned' : 'workflow.assigned';
    case 'task.urged':
    case 'task.reminded':
      return 'workflow.urged';
    case 'task.deputised':
      return 'workflow.deputised';
    case 'workflow.commented':
      return 'workflow.commented';
    default:
      return type === 'instance.ended' ? 'workflow.ended' : null;
  }
}

/** People are told of what comes to them, of urging, and of the end; each once for what somebody did. */
export const tellPeople = follow('workflow.tell', told, async (runtime, event) => {
  await runtime.kysely.transaction().execute(async (tx) => {
    const actor = await tx.selectFrom('users').select('name').where('id', '=', event.actorId).executeTakeFirst();
    const byKind = new Map<NotificationKind, string[]>();
    for (const line of await linesOf(tx, event.id)) {
      const kind = kindOf(line);
      if (kind) byKind.set(kind, [...(byKind.get(kind) ?? []), ...line.people]);
    }
    for (const [kind, people] of byKind) {
      await notify(tx, {
        userIds: people.filter((id) => id !== event.actorId),
        eventId: event.id,
        kind,
        params: { actor: actor?.name ?? '', title: String(event.data.title ?? '') },
        subjectType: 'workflow',
        subjectId: event.subject.id,
      });
    }
  });
});
