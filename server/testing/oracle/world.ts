import { randomOf } from './random.ts';
import type { Entries } from './world.customers.ts';
import { drawCustomers } from './world.customers.ts';
import { drawDeputies } from './world.desk.ts';
import { drawExports } from './world.exports.ts';
import { drawOwn } from './world.fields.ts';
import { emptyWorld } from './world.joined.ts';
import { drawBulkEdits, drawViews } from './world.lists.ts';
import { drawNotes } from './world.notes.ts';
import { drawPeople } from './world.people.ts';
import { drawRelationships } from './world.relationships.ts';
import { drawTeams } from './world.team.ts';
import { drawEvents, drawFiles, drawMessages } from './world.traces.ts';
import type { World } from './world.types.ts';
import { drawSnoozes } from './world.upkeep.ts';
import { drawAnswers, drawWork } from './world.work.ts';
import { drawWorkflows } from './world.workflows.ts';

/**
 * A company with people, teams and records, the same for the same seed and day. Owners, makers and customers are drawn
 * so that many records no longer fit the reporting line and the teams, as after years of changes.
 */
export function drawWorld(seed: number, today: string, entries: Entries): World {
  const random = randomOf(seed);
  const world = emptyWorld();
  drawPeople(random, world);
  drawCustomers(random, world, entries);
  drawRelationships(random, world, today);
  drawWork(random, world, entries, today);
  drawAnswers(random, world, today);
  drawEvents(random, world);
  drawMessages(random, world);
  drawFiles(random, world);
  drawNotes(random, world);
  drawTeams(random, world);
  drawOwn(random, world);
  drawSnoozes(random, world);
  const ofLists = randomOf(seed, 80);
  drawViews(ofLists, world);
  drawBulkEdits(ofLists, world, entries);
  drawExports(random, world);
  drawDeputies(randomOf(seed, 82), world);
  drawWorkflows(randomOf(seed, 81), world);
  return world;
}

/** One line a record that decides who sees what, to read beside a failure. */
export function describeWorld(world: World): string {
  const name = new Map(world.people.map((person) => [person.id, person.login]));
  const customerName = new Map(world.customers.map((customer) => [customer.id, customer.mark]));
  const people = world.people.map(
    (one) =>
      `person ${one.login} below ${name.get(one.supervisorId ?? '') ?? '-'} [${one.roles}]${one.active ? '' : ' left'}`,
  );
  const customers = world.customers.map(
    (one) =>
      `customer ${one.mark} team ${one.team.map((member) => `${name.get(member.personId)}:${member.role}:${member.access}`).join(' ')}`,
  );
  const visits = world.visits.map(
    (one) => `visit ${one.mark} of ${name.get(one.ownerId)} at ${customerName.get(one.customerId)}`,
  );
  const items = world.items.map(
    (one) =>
      `item ${one.mark} of ${name.get(one.ownerId)} at ${customerName.get(one.customerId ?? '') ?? '-'} ${one.state} ${one.day}`,
  );
  const instances = world.instances.map((one) => {
    const tasks = one.tasks.map(
      (task) => `${task.node}:${name.get(task.personId)}/${name.get(task.deputyId ?? '') ?? '-'}:${task.state}`,
    );
    const owner = world.workflows.find(({ id }) => id === one.workflowId)?.ownerId ?? '';
    return `instance ${one.mark} of ${name.get(one.starterId)} owner ${name.get(owner)} ${one.status} ${tasks.join(' ')}`;
  });
  return [...people, ...customers, ...visits, ...items, ...instances].join('\n');
}
