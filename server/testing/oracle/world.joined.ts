import type { World } from './world.types.ts';

export const emptyWorld = (): World => ({
  pools: [],
  handovers: [],
  people: [],
  customers: [],
  contacts: [],
  relationships: [],
  remarks: [],
  introductions: [],
  places: [],
  requests: [],
  merges: [],
  links: [],
  visits: [],
  items: [],
  weeks: [],
  evaluations: [],
  replies: [],
  events: [],
  messages: [],
  notes: [],
  snoozes: [],
  exports: [],
  files: [],
  imports: [],
  views: [],
  bulkEdits: [],
  workflows: [],
  instances: [],
  deputies: [],
});

/** Several companies side by side, whose people never see each other's records. */
export function joined(worlds: readonly World[]): World {
  const all = emptyWorld();
  const lists: Record<keyof World, unknown[]> = all;
  for (const world of worlds) {
    for (const key of Object.keys(lists) as (keyof World)[]) lists[key].push(...world[key]);
  }
  return all;
}
