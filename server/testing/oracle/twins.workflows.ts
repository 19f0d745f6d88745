import type pg from 'pg';
import type { Insert } from './insert.ts';
import { insertInstances } from './insert.workflows.ts';
import type { Scene } from './looks.ts';
import type { Random } from './random.ts';
import type { Person, World } from './world.types.ts';
import { newInstance } from './world.workflows.ts';

/** Hidden instances get other titles and values and come to their end, and one more is started that is hidden as well. */
export async function changeWorkflows(
  scene: Scene,
  insert: Insert,
  client: pg.PoolClient,
  world: World,
  who: Person,
  random: Random,
): Promise<void> {
  const { oracle } = scene;
  const hidden = world.instances.filter((one) => !oracle.instance(who.id, one));
  for (const one of random.some(hidden, 2)) {
    await client.query(
      `update workflow_instances set title = $2, variables = variables || $3::jsonb, version = version + 1 where id = $1`,
      [one.id, random.mark(), JSON.stringify({ plain: random.mark(), secret: random.mark() })],
    );
    await client.query(
      `update workflow_tasks set closed_at = closed_at - interval '1 hour', urged_at = opened_at where instance_id = $1`,
      [one.id],
    );
  }
  const workflow = random.maybe(world.workflows.filter(({ draft }) => !draft));
  if (!workflow) return;
  const made = newInstance(random, world, workflow, random.pick(['first', 'approved'] as const));
  // Whoever may hand over what somebody holds is told of each task that waits for them.
  const handsOver = (personId: string) => oracle.line(who.id, personId) || oracle.holds(who.id, 'org.manage');
  const waiting = made.tasks.filter(({ state }) => state === 'open' || state === 'queued');
  if (oracle.instance(who.id, made) || waiting.some(({ personId }) => handsOver(personId))) return;
  scene.markers.set(made.mark, { record: `instance ${made.mark}`, seenBy: (other) => oracle.instance(other, made) });
  await insertInstances(insert, world, [made], scene.subject.at);
}
