import type { T } from '../../lib/texts.ts';

type Words = { text: string; quoted?: boolean };

/** What an event of the pool says beside its reason. */
export function poolLines(t: T, type: string, data: Record<string, unknown>): Words[] {
  if (!/^customer\.(returned|claimed|poolAssigned|poolWarned)$/.test(type)) return [];
  const lines: Words[] = [];
  if (typeof data.pool === 'string') lines.push({ text: t('pool.timelinePool', { pool: data.pool }) });
  if (typeof data.days === 'number') lines.push({ text: t('pool.timelineDays', { days: data.days }) });
  return lines;
}
