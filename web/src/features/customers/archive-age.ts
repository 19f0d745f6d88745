const dayLength = 86_400_000;

/** Whole days since the archive was last brought up to date. */
export function archiveAge(updatedAt: string, now = Date.now()): number {
  return Math.max(0, Math.floor((now - new Date(updatedAt).getTime()) / dayLength));
}

/** Whether an archive wants maintenance; one that lies in a pool does not. */
export function isStale(staleAt: string | null, now = new Date()): boolean {
  return staleAt !== null && new Date(staleAt) <= now;
}
