import { sql } from 'kysely';
import type { Form, FormValues } from '../../../contract/workflows.forms.ts';
import type { HistoryLine } from '../../../contract/workflows.ts';
import type { Db } from '../../platform/db/db.ts';
import { hidingUnseen } from './workflow.forms.rules.ts';
import type { Graph } from './workflow.graph.rules.ts';

type HistoryRow = Omit<HistoryLine, 'node'> & { nodeId: string | null };

const person = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is null then null
    else json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
      'post', ${sql.ref(`${alias}.post`)}) end`;

/** What happened to an instance, in order, for somebody who may know these fields of its form. */
export async function historyOf(db: Db, id: string, graph: Graph, { fields }: Form): Promise<HistoryLine[]> {
  const { rows } = await sql<HistoryRow>`
    select h.id, h.at, h.type, v.node_id as "nodeId", h.data ->> 'comment' as comment,
      ${person('a')} as actor, ${person('p')} as person, coalesce(h.data -> 'changes', '[]') as changes,
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size) order by f.id), '[]')
        from workflow_files w join files f on f.id = w.file_id
        where w.instance_id = h.instance_id and w.history_id = h.id) as files
    from workflow_history h
    left join users a on a.id = h.actor_id
    left join workflow_visits v on v.id = h.visit_id
    left join workflow_tasks t on t.id = h.task_id
    left join users p on p.id = coalesce((h.data ->> 'toId')::uuid, t.person_id)
    where h.instance_id = ${id} and h.type not in ('visit.opened', 'visit.closed', 'task.closed')
    order by h.id`.execute(db);
  const known = new Set(fields.map(({ key }) => key));
  return rows.map(({ nodeId, ...line }) => ({
    ...line,
    changes: line.changes.filter(({ field }) => known.has(field)),
    node: nodeId === null ? null : (graph.nodes.get(nodeId)?.step.name ?? null),
  }));
}

/** The values that a history tells of. */
export const valuesOf = (history: readonly HistoryLine[]): FormValues[] =>
  history.flatMap(({ changes }) =>
    changes.flatMap(({ field, from, to }) => [from, to].map((value) => ({ [field]: value }))),
  );

/** A line without the customers that have no name for its reader. */
export function withoutUnseen(line: HistoryLine, form: Form, names: Readonly<Record<string, string>>): HistoryLine {
  const hiding = (field: string, value: unknown) => hidingUnseen(form, { [field]: value }, names)[field];
  const changes = line.changes.map(({ field, from, to }) => {
    return { field, from: hiding(field, from), to: hiding(field, to) };
  });
  return { ...line, changes };
}
