import type pg from 'pg';
import type { FilterGroup } from '../contract/filters.ts';

const asked = (filter: FilterGroup) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** What is asked for, by its name: each an address that differs a little from time to time. */
async function requestsOf(pool: pg.Pool): Promise<Record<string, (index: number) => string>> {
  const { rows: entries } = await pool.query<{ id: string }>(`select id from list_entries where list = 'region'`);
  const { rows: names } = await pool.query<{ name: string }>(`select name from customers order by id limit 1000`);
  const nameAt = (index: number) => names[(index * 37) % names.length]?.name ?? '';
  const one = (filter: FilterGroup) => () => `/api/customers?limit=50&${asked(filter)}`;
  const region = entries[0]?.id ?? '';
  return {
    'search: two characters of a name': (index) => `/api/search?q=${encodeURIComponent(nameAt(index).slice(2, 4))}`,
    'search: a common word': () => `/api/search?q=${encodeURIComponent('新材料')}`,
    'search: a whole name': (index) => `/api/search?q=${encodeURIComponent(nameAt(index))}`,
    'filter: a region': one({ all: [{ field: 'region', op: 'is', value: region }] }),
    'filter: name contains two characters': (index) =>
      one({ all: [{ field: 'name', op: 'contains', value: nameAt(index).slice(2, 4) }] })(),
    'filter: any of two': one({
      any: [
        { field: 'region', op: 'is', value: region },
        { field: 'lastVisitOn', op: 'within', value: { last: 30 } },
      ],
    }),
    'filter: nothing fits, no index': one({ all: [{ field: 'website', op: 'contains', value: 'example' }] }),
    'order: last visit, all empty': () => '/api/customers?limit=50&sort=lastVisitOn&order=asc',
    'order: archive date': () => '/api/customers?limit=50&sort=archiveUpdatedAt&order=asc',
    'groups: segment': () => '/api/customers/groups?by=segment',
    'groups: owner': () => '/api/customers/groups?by=owner',
    'groups: region, filtered': () =>
      `/api/customers/groups?by=region&${asked({ all: [{ field: 'phone', op: 'filled' }] })}`,
  };
}

/** Times in milliseconds at one client: the middle one, and the one that 95 of 100 stay below. */
export async function latencies(pool: pg.Pool, url: string, cookie: string) {
  const figures: { request: string; p50: number; p95: number }[] = [];
  for (const [request, path] of Object.entries(await requestsOf(pool))) {
    const times: number[] = [];
    const until = Date.now() + 6_000;
    for (let index = -3; index < 100 && (index < 5 || Date.now() < until); index += 1) {
      const began = performance.now();
      const answer = await fetch(`${url}${path(Math.abs(index))}`, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${request}: ${answer.status}`);
      if (index >= 0) times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10;
    figures.push({ request, p50: at(0.5), p95: at(0.95) });
  }
  return figures;
}
