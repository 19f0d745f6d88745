import type { Random } from './random.ts';
import type { World } from './world.types.ts';

/** An approval by `first`, then one by `second` in their order, then copies; see `contentOf` in insert.workflows.ts. */
export type Workflow = {
  id: string;
  versionId: string;
  /** Of a drawing that is not published yet. */
  draft: boolean;
  mark: string;
  ownerId: string;
  first: string[];
  second: string[];
  copied: string[];
};

export type WorkTask = {
  id: string;
  node: 'start' | 'first' | 'second' | 'copies';
  kind: 'normal' | 'copy';
  personId: string;
  fromId: string | null;
  /** Who held it, or acted for who held it, before it was handed over. */
  formerIds: string[];
  deputyId: string | null;
  state: 'open' | 'queued' | 'done' | 'cancelled';
  decision: 'approve' | 'reject' | null;
  decidedBy: string | null;
};

export type Instance = {
  id: string;
  mark: string;
  number: string;
  workflowId: string;
  starterId: string;
  customerId: string | null;
  status: 'running' | 'approved' | 'rejected' | 'withdrawn';
  plainMark: string;
  /** Hidden from who has a part at the first approval alone. */
  secretMark: string;
  /** A customer that the form names. */
  firmId: string;
  comment: { mark: string; authorId: string };
  /** What its author wrote in the form. */
  changes: { field: string; from: string; to: string }[];
  tasks: WorkTask[];
  /** Whom an allowed write has given a part. */
  joined: string[];
};

type Phase = 'first' | 'second' | 'approved' | 'rejected' | 'withdrawn';

/** Workflows, some of them not published, and instances at all their nodes, of people who stand anywhere. */
export function drawWorkflows(random: Random, world: World): void {
  for (let count = random.between(1, 2); count > 0; count -= 1) {
    const people = (most: number) => random.some(world.people, random.between(1, most)).map(({ id }) => id);
    world.workflows.push({
      id: random.id(),
      versionId: random.id(),
      draft: count === 2 && random.chance(0.5),
      mark: random.mark(),
      ownerId: random.pick(world.people).id,
      first: people(2),
      second: people(2),
      copied: people(2),
    });
  }
  const published = world.workflows.filter(({ draft }) => !draft);
  for (let count = random.between(3, 8); count > 0; count -= 1) drawInstance(random, world, random.pick(published));
}

function drawInstance(random: Random, world: World, workflow: Workflow): void {
  const phase = random.pick(['first', 'first', 'second', 'second', 'approved', 'rejected', 'withdrawn'] as const);
  const made = newInstance(random, world, workflow, phase);
  world.instances.push(made);
  for (const { personId } of made.tasks) {
    if (random.chance(0.4)) {
      const about = { kind: 'workflow.assigned', subjectType: 'workflow', subjectId: made.id };
      world.messages.push({
        id: random.id(),
        mark: random.mark(),
        userId: personId,
        ...about,
        read: random.chance(0.4),
      });
    }
  }
  if (made.customerId === null) return;
  world.events.push({
    id: random.id(),
    mark: random.mark(),
    type: 'workflow.started',
    actorId: made.starterId,
    subjectType: 'workflow',
    subjectId: made.id,
    customerId: made.customerId,
    ownerId: made.starterId,
    audience: 'line',
    phone: null,
  });
}

export function newInstance(random: Random, world: World, workflow: Workflow, phase: Phase): Instance {
  const starterId = random.pick(world.people).id;
  const ended = phase === 'first' || phase === 'second' ? 'running' : phase;
  const [firmId, secretMark] = [random.pick(world.customers).id, random.mark()];
  return {
    id: random.id(),
    mark: random.mark(),
    number: `2026-${random.digits(9)}`,
    workflowId: workflow.id,
    starterId,
    customerId: random.chance(0.7) ? random.pick(world.customers).id : null,
    status: ended,
    plainMark: random.mark(),
    ...{ secretMark, firmId },
    comment: { mark: random.mark(), authorId: starterId },
    changes: [
      { field: 'firm', from: random.pick(world.customers).id, to: firmId },
      { field: 'secret', from: random.mark(), to: secretMark },
    ],
    tasks: tasksOf(random, world, workflow, phase, starterId),
    joined: [],
  };
}

function tasksOf(random: Random, world: World, workflow: Workflow, phase: Phase, starterId: string): WorkTask[] {
  const someone = () => random.pick(world.people).id;
  /** Nobody decides in the place of another on what they have started. */
  const deputyOf = (personId: string) => {
    const deputyId = world.deputies.find(({ userId }) => userId === personId)?.deputyId;
    return deputyId === undefined || deputyId === starterId ? null : deputyId;
  };
  const task = (node: WorkTask['node'], personId: string, rest: Partial<WorkTask>): WorkTask => ({
    id: random.id(),
    node,
    kind: 'normal',
    personId,
    fromId: random.chance(0.2) ? someone() : null,
    formerIds: [],
    deputyId: deputyOf(personId),
    state: 'done',
    decision: null,
    decidedBy: null,
    ...rest,
  });
  const own = { fromId: null, deputyId: null };
  const done = (personId: string, decision: 'approve' | 'reject' = 'approve') => ({ decision, decidedBy: personId });
  const tasks = [task('start', starterId, { ...own, ...done(starterId) })];
  const { first, second, copied } = workflow;
  if (random.chance(0.3)) tasks.push(task('first', someone(), { ...own, kind: 'copy' }));
  for (const [index, id] of first.entries()) {
    if (phase === 'first') tasks.push(task('first', id, { state: 'open' }));
    else if (phase === 'withdrawn') tasks.push(task('first', id, { state: 'cancelled' }));
    else if (phase !== 'rejected') tasks.push(task('first', id, done(id)));
    else tasks.push(task('first', id, index === 0 ? done(id, 'reject') : { state: 'cancelled' }));
  }
  if (phase === 'second') {
    for (const [index, id] of second.entries())
      tasks.push(task('second', id, { ...(index > 0 && { fromId: null }), state: index === 0 ? 'open' : 'queued' }));
  }
  if (phase !== 'approved') return tasks;
  return [
    ...tasks,
    ...second.map((id) => task('second', id, done(id))),
    ...copied.map((id) => task('copies', id, { ...own, kind: 'copy' })),
  ];
}
