import type { World } from './world.types.ts';
import type { Instance, WorkTask } from './world.workflows.ts';

const people = (task: WorkTask) => [task.personId, task.deputyId, task.fromId, task.decidedBy, ...task.formerIds];

/** Whether the task waits for this person, or for somebody for whom they act. */
export const waitsFor = (who: string, task: WorkTask): boolean =>
  task.state === 'open' && (task.personId === who || task.deputyId === who);

/** Instances: for who had a part, the line above the starter, the owner of the workflow, and who manages all of them. */
export function workflowsOf(
  world: World,
  line: (who: string, person: string) => boolean,
  manages: (who: string) => boolean,
) {
  const owners = new Map(world.workflows.map((one) => [one.id, one.ownerId]));
  /** A task that nobody has been asked to do yet gives no part. */
  const part = (who: string, one: Instance) =>
    one.joined.includes(who) || one.tasks.some((task) => task.state !== 'queued' && people(task).includes(who));
  const keeps = (who: string, one: Instance) => owners.get(one.workflowId) === who || manages(who);
  const instance = (who: string, one: Instance) => line(who, one.starterId) || part(who, one) || keeps(who, one);
  return {
    part,
    instance,
    keeps,
    /** Started it, or decided in it. */
    hadOwnPart: (who: string, one: Instance) =>
      one.starterId === who || one.tasks.some((task) => task.decidedBy === who),
    owns: (who: string, one: Instance) => owners.get(one.workflowId) === who,
    /** What is hidden at the first approval is known to who has had a part elsewhere, and to who has had none. */
    secret: (who: string, one: Instance) => {
      const had = one.tasks.filter((task) => task.state !== 'queued' && people(task).includes(who));
      return instance(who, one) && (had.length === 0 || had.some((task) => task.node !== 'first'));
    },
  };
}
