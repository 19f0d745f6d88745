import { z } from 'zod';
import { done, line, route } from './base.ts';

const tag = 'demo';

/** Answer only in demo mode on loopback; elsewhere as if they did not exist. */
export const demo = {
  people: route('GET', '/demo/people', { tag, permission: 'public', summary: 'People of the demo company' }).output(
    z.array(z.object({ login: z.string(), name: z.string(), post: z.string().nullable() })),
  ),
  signIn: route('POST', '/demo/sign-in', { tag, permission: 'public', summary: 'Sign in as one of them' })
    .input(z.object({ login: line(100) }))
    .output(done),
};
