import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';

export async function insertLists(insert: Insert, world: World, at: Date): Promise<void> {
  await insert(
    'customer_views',
    world.views.map(({ id, mark, ownerId, departmentId, parentId, version }) => ({
      id,
      owner_id: ownerId,
      department_id: departmentId,
      name: mark,
      settings: { columns: ['owner'], filter: { any: [{ field: 'parent', op: 'is', value: parentId }] } },
      version,
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
    })),
  );
  await insert(
    'bulk_edits',
    world.bulkEdits.map(({ id, ownerId, levelId, rows, version }) => {
      const of = (state: string) => rows.filter((row) => row.state === state).length;
      return {
        id,
        owner_id: ownerId,
        state: 'finished',
        changes: { levelId },
        total: rows.length,
        done: rows.length,
        counts: { changed: of('changed'), unchanged: 0, failed: of('failed'), undone: 0, kept: 0 },
        version,
        created_at: at.toISOString(),
        finished_at: at.toISOString(),
      };
    }),
  );
  await insert(
    'bulk_edit_rows',
    world.bulkEdits.flatMap(({ id, rows }) =>
      rows.map(({ customerId, state }, index) => ({
        bulk_id: id,
        row: index + 1,
        customer_id: customerId,
        state,
        code: state === 'failed' ? 'common.forbidden' : null,
        before: state === 'changed' ? { levelId: null } : null,
        customer_version: state === 'changed' ? 1 : null,
      })),
    ),
  );
}
