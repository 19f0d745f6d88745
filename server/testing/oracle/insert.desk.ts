import { addDays } from '../../platform/time.ts';
import { localDay } from './days.ts';
import type { Insert } from './insert.ts';
import type { World } from './world.types.ts';

export const farFrom = (day: string): string => addDays(day, 300);

export async function insertDeputies(insert: Insert, world: World, at: Date): Promise<void> {
  const today = localDay(at);
  await insert(
    'workflow_deputies',
    world.deputies.map(({ id, userId, deputyId, version }) => ({
      ...{
        id,
        user_id: userId,
        deputy_id: deputyId,
        family: 'marketing',
        from_on: today,
        until_on: farFrom(today),
        version,
      },
    })),
  );
}
