import { sql } from 'kysely';
import { seenOf } from '../../../contract/workflows.compute.ts';
import type { ChartNode, InstanceDetail } from '../../../contract/workflows.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { chartOf } from './workflow.chart.rules.ts';
import { isPossible, ownTasks, recallable } from './workflow.choices.rules.ts';
import type { Loaded } from './workflow.definitions.store.ts';
import { contentOf, publishedOf } from './workflow.definitions.store.ts';
import { factsFor } from './workflow.facts.reads.ts';
import type { Known } from './workflow.forecast.reads.ts';
import { forecastOf, peopleNamed, personOf } from './workflow.forecast.reads.ts';
import { foresee } from './workflow.forecast.rules.ts';
import { namesIn } from './workflow.forms.reads.ts';
import { hidingUnseen } from './workflow.forms.rules.ts';
import { historyOf, valuesOf, withoutUnseen } from './workflow.history.reads.ts';
import { hiddenFrom, seenInstance } from './workflow.instances.store.ts';
import type { LineRow } from './workflow.lines.reads.ts';
import { lineColumns, lineJoins, toLines } from './workflow.lines.reads.ts';
import { knownRights, rightsOf } from './workflow.rights.rules.ts';
import type { Facts, State, Task } from './workflow.state.rules.ts';
import { peopleOfState } from './workflow.state.rules.ts';
import { step } from './workflow.step.rules.ts';
import { stateOf } from './workflow.store.ts';

/** An instance with everything that its reader may know and do. */
export async function getInstance(ctx: Ctx, id: string): Promise<InstanceDetail> {
  const instance = await seenInstance(ctx.db, ctx.actor, id);
  ensure(instance, 'common.notFound');
  const published = await publishedOf(ctx.db, instance.definitionId, instance.versionId);
  ensure(published, 'common.notFound');
  const [content, state] = await Promise.all([contentOf(ctx.db, instance.versionId), stateOf(ctx.db, instance)]);
  const facts = await factsFor(ctx.db, {
    graph: content.graph,
    ...{ starterId: state.starterId, variables: state.variables, chosen: state.chosen },
    customerId: instance.customerId,
    people: peopleOfState(state),
    now: ctx.now(),
    ...published,
  });
  const coming = state.status === 'running' ? foresee(content.graph, state, facts) : [];
  const hidden = await hiddenFrom(ctx.db, ctx.actor.id, id);
  const openAt = ownTasks(content.graph, state, ctx.actor.id).map((task) => task.nodeId);
  const rights = rightsOf(content.graph, content.form, openAt, hidden);
  const seen = seenOf(content.form, rights, instance.variables);
  const [line, history, known] = await Promise.all([
    lineOf(ctx.db, id),
    historyOf(ctx.db, id, content.graph, seen.form),
    peopleNamed(ctx.db, [...mentionedIn(state), ...coming.flatMap((one) => one.people)]),
  ]);
  const naming = await namesIn(ctx.db, ctx.actor, seen.form, seen.values, ...valuesOf(history));
  return {
    ...line,
    version: instance.version,
    form: seen.form,
    values: hidingUnseen(seen.form, seen.values, naming.names),
    rights: knownRights(rights),
    ...naming,
    subject: await subjectOf(ctx, instance.customerId),
    chart: shown(chartOf(content.graph, state), known, tasksTimes(await taskTimes(ctx.db, id))),
    forecast: forecastOf(content, coming, known),
    history: history.map((told) => withoutUnseen(told, seen.form, naming.names)),
    ...choicesOf(ctx, content, state, facts, known, published.ownerId),
  };
}

async function lineOf(db: Db, id: string) {
  const { rows } = await sql<LineRow>`
    select ${lineColumns} from workflow_instances i ${lineJoins} where i.id = ${id}`.execute(db);
  const [line] = await toLines(db, rows);
  ensure(line, 'common.notFound');
  return line;
}

const mentionedIn = ({ tasks }: State): string[] =>
  tasks.flatMap((task) => [task.personId, task.deputyId, task.decidedBy]).filter((id) => id !== null);

async function subjectOf(ctx: Ctx, customerId: string | null): Promise<InstanceDetail['subject']> {
  if (customerId === null) return null;
  const { rows } = await sql<{ name: string }>`
    select c.name from customers c where c.id = ${customerId} and ${customerSeenRow(ctx.actor, 'c.id')}`.execute(
    ctx.db,
  );
  const [customer] = rows;
  return customer ? { type: 'customer', id: customerId, name: customer.name } : null;
}

type Times = { id: string; openedAt: string | null; closedAt: string | null };

async function taskTimes(db: Db, instanceId: string): Promise<Times[]> {
  return db
    .selectFrom('workflow_tasks')
    .select(['id', 'opened_at as openedAt', 'closed_at as closedAt'])
    .where('instance_id', '=', instanceId)
    .execute();
}
const tasksTimes = (times: readonly Times[]) => new Map(times.map((row) => [row.id, row]));

function shown(nodes: ReturnType<typeof chartOf>, known: Known, times: ReadonlyMap<string, Times>): ChartNode[] {
  const named = (task: Task) => ({
    id: task.id,
    person: personOf(known, task.personId),
    deputy: task.deputyId === null ? null : personOf(known, task.deputyId),
    decidedBy: task.decidedBy === null ? null : personOf(known, task.decidedBy),
    ...{ kind: task.kind, state: task.state, decision: task.decision, ruled: task.ruled, closedAs: task.closedAs },
    openedAt: times.get(task.id)?.openedAt ?? null,
    closedAt: times.get(task.id)?.closedAt ?? null,
  });
  return nodes.map((node) => ({
    ...node,
    tasks: node.tasks.map(named),
    branches: node.branches.map((branch) => ({ ...branch, nodes: shown(branch.nodes, known, times) })),
  }));
}

function choicesOf(ctx: Ctx, { graph }: Loaded, state: State, facts: Facts, known: Known, ownerId: string) {
  const me = ctx.actor.id;
  const owner = ownerId === me || may(ctx.actor, 'workflows.manage');
  const running = state.status === 'running';
  const name = (nodeId: string) => graph.nodes.get(nodeId)?.step.name ?? nodeId;
  const tasks = ownTasks(graph, state, me).map(({ nodeId, holderId, sendBackTo, removable, ...task }) => ({
    ...task,
    node: name(nodeId),
    holder: personOf(known, holderId),
    sendBackTo: sendBackTo.map((target) => ({ ...target, name: name(target.nodeId) })),
    removable: removable.map(({ taskId, personId }) => ({ taskId, person: personOf(known, personId) })),
  }));
  const mine = running ? recallable(graph, state, me, facts) : [];
  return {
    tasks,
    recallable: mine.map(({ taskId, nodeId }) => ({ taskId, node: name(nodeId) })),
    can: {
      withdraw: running && state.starterId === me && graph.definition.rules.withdraw,
      urge: running && isPossible(() => step(graph, state, { type: 'urge', actorId: me, owner }, facts)),
      terminate: running && owner,
      reroute: running && owner,
      comment: true,
    },
  };
}
