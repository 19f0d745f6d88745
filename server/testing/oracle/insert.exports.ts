import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';

export async function insertExports(insert: Insert, world: World, at: Date, dataDir: string): Promise<void> {
  await insert(
    'exports',
    world.exports.map((one) => ({
      id: one.id,
      owner_id: one.ownerId,
      kind: 'customers',
      format: 'csv',
      filter: { q: one.mark },
      state: 'finished',
      rows: 1,
      size: one.contentMark.length,
      created_at: at.toISOString(),
      finished_at: at.toISOString(),
      expires_at: new Date(at.getTime() + 86_400_000).toISOString(),
    })),
  );
  await mkdir(join(dataDir, 'exports'), { recursive: true });
  for (const one of world.exports) await writeFile(join(dataDir, 'exports', one.id), one.contentMark);
}
