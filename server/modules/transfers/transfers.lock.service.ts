import type { Runtime } from '../../platform/runtime.ts';

/**
 * Runs the work while this process alone has the lock of this name, which falls with a process that dies. False when
 * another process has it.
 */
export async function holdingLock(runtime: Runtime, lock: string, work: () => Promise<void>): Promise<boolean> {
  const session = await runtime.pool.connect();
  let broken = true;
  try {
    const { rows } = await session.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [lock],
    );
    if (rows[0]?.mine) {
      await work();
      await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lock]);
    }
    broken = false;
    return rows[0]?.mine === true;
  } finally {
    // A session that is thrown away takes its lock along.
    session.release(broken);
  }
}
