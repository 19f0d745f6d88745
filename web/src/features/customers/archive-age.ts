const dayLength = 86_400_000;

/** Whole days since the archive was last brought up to date. */
export function archiveAge(updatedAt: string, now = Date.now()): number {
  return Math.max(0, Math.floor((now - new Date(updatedAt).getTime()) / dayLength));
}

/** Whether an archive wants maintenance. */
export function isStale(staleAt: string, now = new Date()): boolean {
  return new Date(staleAt) <= now;
}
