import type pg from 'pg';
import { localDay } from './days.ts';
import type { Insert } from './insert.ts';
import { poolRule } from './world.pools.ts';
import type { World } from './world.types.ts';

const millisADay = 86_400_000;

export async function insertPools(insert: Insert, world: World, at: Date): Promise<void> {
  await insert(
    'pools',
    world.pools.map((pool) => ({
      id: pool.id,
      name: pool.name,
      segment_id: pool.segmentId,
      region_id: pool.regionId,
      keeper_id: pool.keeperId,
      cooling_days: 0,
      warn_days: poolRule.warnDays,
      retired: false,
      version: 1,
      created_at: at.toISOString(),
    })),
  );
  await insert(
    'pool_departments',
    world.pools.flatMap((pool) => pool.departmentIds.map((id) => ({ pool_id: pool.id, department_id: id }))),
  );
  await insert(
    'pool_rules',
    world.pools.map((pool) => ({
      pool_id: pool.id,
      position: 0,
      kind: 'owned',
      days: poolRule.days,
      spare_planned: false,
    })),
  );
  // The night is over: it would change who owns what while that is looked at.
  await insert('pool_runs', [{ day: localDay(at), returned: 0, warned: 0, at: at.toISOString() }]);
}

/** What the product remembers of customers in pools, and of those that are going there. */
export async function insertStays(insert: Insert, client: pg.PoolClient, world: World, at: Date): Promise<void> {
  await client.query(`update customer_owners w set how = 'returned', pool_id = c.pool_id, rule = 'owned'
    from customers c where c.id = w.customer_id and c.pool_id is not null`);
  await insert(
    'pool_warnings',
    world.customers.flatMap((one) =>
      one.warnedId
        ? [
            {
              customer_id: one.id,
              owner_id: one.warnedId,
              rule: 'owned',
              since: localDay(new Date(at.getTime() - one.archiveAge * millisADay)),
              warned_on: localDay(at),
            },
          ]
        : [],
    ),
  );
}
