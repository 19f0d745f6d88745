const dayLength = 86_400_000;

/** Whole days since the archive was last brought up to date. */
export function archiveAge(updatedAt: string, now = Date.now()): number {
  return Math.max(0, Math.floor((now - new Date(updatedAt).getTime()) / dayLength));
}

/** Whether an archive wants maintenance: not updated for a calendar month. */
export function isStale(updatedAt: string, now = new Date()): boolean {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - 1);
  // The 31st less a month falls into the same month again; its last day is meant.
  if (limit.getUTCDate() !== now.getUTCDate()) limit.setUTCDate(0);
  return new Date(updatedAt) < limit;
}
