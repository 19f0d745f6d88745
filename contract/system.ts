import { z } from 'zod';
import { route } from './base.ts';

export const system = {
  health: route('GET', '/health', {
    tag: 'system',
    permission: 'public',
    summary: 'Whether the service and its database answer',
  }).output(
    z.object({ status: z.enum(['ok', 'unavailable']), version: z.string(), database: z.enum(['ok', 'unavailable']) }),
  ),
};
