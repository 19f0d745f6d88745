import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { InstanceRow } from './workflow.instances.store.ts';
import type { State, Task, Timer, Token, Visit } from './workflow.state.rules.ts';

type Rows = { tokens: Token[]; visits: Visit[]; tasks: Task[]; timers: Timer[] };

const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The rows of an instance as a state, oldest first. */
export async function stateOf(db: Db, instance: InstanceRow): Promise<State> {
  const { rows } = await sql<Rows>`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'parentId', parent_id, 'forkId', fork_id,
        'branchId', branch_id, 'state', state) order by id), '[]')
        from workflow_tokens where instance_id = ${instance.id}) as tokens,
      (select coalesce(json_agg(json_build_object('id', id, 'nodeId', node_id, 'tokenId', token_id, 'causeId', cause_id,
        'state', state, 'openedAt', ${instant('opened_at')}, 'closedAt', ${instant('closed_at')},
        'returned', returned, 'undo', undo, 'branches', branches) order by id), '[]')
        from workflow_visits where instance_id = ${instance.id}) as visits,
      (select coalesce(json_agg(json_build_object('id', id, 'visitId', visit_id, 'kind', kind, 'state', state,
        'personId', person_id, 'fromId', from_id, 'deputyId', deputy_id, 'order', "order", 'parentId', parent_id,
        'decision', decision, 'decidedBy', decided_by, 'ruled', ruled, 'closedAs', closed_as,
        'urgedAt', ${instant('urged_at')}) order by id), '[]')
        from workflow_tasks where instance_id = ${instance.id}) as tasks,
      (select coalesce(json_agg(json_build_object('id', id, 'visitId', visit_id, 'at', ${instant('at')},
        'limit', "limit") order by id), '[]')
        from workflow_timers where instance_id = ${instance.id}) as timers`.execute(db);
  const [found = { tokens: [], visits: [], tasks: [], timers: [] }] = rows;
  const { status, starterId, chosen, variables } = instance;
  return { status, starterId, chosen, variables, ...found };
}

/** Writes what a step has changed; null before: everything. */
export async function saveState(tx: Tx, instanceId: string, before: State | null, after: State, now: Date) {
  const at = now.toISOString();
  await saveTokens(tx, instanceId, changed(before?.tokens, after.tokens));
  const visits = changed(before?.visits, after.visits);
  // Closed ones first: a token is at one place at a time.
  for (const isOpen of [false, true]) {
    const wanted = visits.filter((visit) => (visit.state === 'open') === isOpen);
    await saveVisits(
      tx,
      instanceId,
      wanted.map((visit) => ({ ...visit, dueAt: dueAt(after, visit) })),
    );
  }
  await saveTasks(tx, instanceId, changed(before?.tasks, after.tasks), at);
  await saveTimers(tx, instanceId, before?.timers ?? [], after.timers);
}

function changed<T extends { id: string }>(before: readonly T[] | undefined, after: readonly T[]): T[] {
  const was = new Map(before?.map((row) => [row.id, row]));
  return after.filter((row) => JSON.stringify(was.get(row.id)) !== JSON.stringify(row));
}

async function saveTokens(tx: Tx, instanceId: string, tokens: readonly Token[]): Promise<void> {
  if (tokens.length === 0) return;
  await sql`
    insert into workflow_tokens (id, instance_id, parent_id, fork_id, branch_id, state)
    select id, ${instanceId}, "parentId", "forkId", "branchId", state
    from jsonb_to_recordset(${JSON.stringify(tokens)}::jsonb)
      as r (id uuid, "parentId" uuid, "forkId" uuid, "branchId" text, state text)
    on conflict (id) do update set state = excluded.state`.execute(tx);
}

/** The first of its time limits. */
function dueAt({ timers }: State, { id }: Visit): string | null {
  const times = timers.filter(({ visitId, limit }) => visitId === id && limit !== null).map(({ at }) => at);
  return times.sort()[0] ?? null;
}

async function saveVisits(
  tx: Tx,
  instanceId: string,
  visits: readonly (Visit & { dueAt: string | null })[],
): Promise<void> {
  if (visits.length === 0) return;
  await sql`
    insert into workflow_visits
      (id, instance_id, node_id, token_id, cause_id, state, opened_at, closed_at, returned, undo, branches, due_at)
    select id, ${instanceId}, "nodeId", "tokenId", "causeId", state, "openedAt", "closedAt", returned, undo, branches,
      "dueAt"
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb)
      as r (id uuid, "nodeId" text, "tokenId" uuid, "causeId" uuid, state text, "openedAt" timestamptz,
        "closedAt" timestamptz, returned jsonb, undo jsonb, branches text[], "dueAt" timestamptz)
    on conflict (id) do update set node_id = excluded.node_id, state = excluded.state, closed_at = excluded.closed_at,
      undo = excluded.undo, branches = excluded.branches,
      due_at = coalesce(workflow_visits.due_at, excluded.due_at)`.execute(tx);
}

async function saveTasks(tx: Tx, instanceId: string, tasks: readonly Task[], at: string): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    insert into workflow_tasks (id, instance_id, visit_id, kind, state, person_id, from_id, deputy_id, "order",
      parent_id, decision, decided_by, ruled, closed_as, urged_at, opened_at, closed_at)
    select id, ${instanceId}, "visitId", kind, state, "personId", "fromId", "deputyId", "order", "parentId", decision,
      "decidedBy", ruled, "closedAs", "urgedAt", case when state <> 'queued' then ${at}::timestamptz end,
      case when state in ('done', 'cancelled') then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      as r (id uuid, "visitId" uuid, kind text, state text, "personId" uuid, "fromId" uuid, "deputyId" uuid,
        "order" integer, "parentId" uuid, decision text, "decidedBy" uuid, ruled text, "closedAs" text,
        "urgedAt" timestamptz)
    on conflict (id) do update set state = excluded.state, person_id = excluded.person_id,
      from_id = excluded.from_id, deputy_id = excluded.deputy_id, "order" = excluded."order",
      decision = excluded.decision, decided_by = excluded.decided_by, ruled = excluded.ruled,
      closed_as = excluded.closed_as, urged_at = excluded.urged_at,
      opened_at = case when excluded.state = 'open' and workflow_tasks.state <> 'open' then ${at}::timestamptz
        else workflow_tasks.opened_at end,
      closed_at = case when excluded.state not in ('done', 'cancelled') then null
        else coalesce(workflow_tasks.closed_at, ${at}::timestamptz) end`.execute(tx);
}

async function saveTimers(tx: Tx, instanceId: string, before: readonly Timer[], after: readonly Timer[]) {
  const kept = new Set(after.map((timer) => timer.id));
  const gone = before.filter((timer) => !kept.has(timer.id)).map((timer) => timer.id);
  if (gone.length > 0) await sql`delete from workflow_timers where id = any(${gone}::uuid[])`.execute(tx);
  const added = changed(before, after);
  if (added.length === 0) return;
  await sql`
    insert into workflow_timers (id, instance_id, visit_id, at, "limit")
    select id, ${instanceId}, "visitId", at, "limit" from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
      as r (id uuid, "visitId" uuid, at timestamptz, "limit" integer)`.execute(tx);
}

/** Whoever has a part in it from now on reads it, but for the fields that are hidden in each of their parts. */
export async function addReaders(
  tx: Tx,
  instanceId: string,
  parts: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const rows = [...parts].map(([id, hidden]) => ({ id, hidden }));
  await sql`
    insert into workflow_readers as known (user_id, instance_id, hidden)
    select id, ${instanceId}::uuid, hidden
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, hidden text[]) order by id
    on conflict (user_id, instance_id) do update
      set hidden = array(select unnest(known.hidden) intersect select unnest(excluded.hidden))
      where known.hidden <> '{}'`.execute(tx);
}
