import { api } from '../platform/api.ts';

export const systemRouter = {
  health: api.system.health.handler(async ({ context: { runtime, http } }) => {
    const { version } = runtime.settings;
    try {
      await runtime.pool.query('select 1');
      return { status: 'ok' as const, version, database: 'ok' as const };
    } catch {
      http.reply.status(503);
      return { status: 'unavailable' as const, version, database: 'unavailable' as const };
    }
  }),
};
