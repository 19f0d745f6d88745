import { z } from 'zod';
import { done, id, idInput, instant, line, route } from './base.ts';
import { permissions } from './permissions.ts';

const tag = 'auth';
const password = z.string().min(1).max(200);
const code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{6,20}$/);

export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export const themes = ['light', 'dark', 'system'] as const;
export type Locale = (typeof locales)[number];

export const me = z.object({
  id,
  login: z.string(),
  name: z.string(),
  post: z.string().nullable(),
  department: z.object({ id, name: z.string() }).nullable(),
  supervisor: z.object({ id, name: z.string() }).nullable(),
  hasSubordinates: z.boolean(),
  permissions: z.array(z.enum(permissions)),
  locale: z.enum(locales),
  theme: z.enum(themes),
  secondStep: z.boolean(),
  mustChangePassword: z.boolean(),
  company: z.object({ name: z.string(), timeZone: z.string(), today: z.string() }),
  demo: z.boolean(),
  version: z.string(),
});

const session = z.object({
  id,
  current: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant,
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
});

export const auth = {
  signIn: route('POST', '/auth/sign-in', { tag, permission: 'public', summary: 'Sign in with login and password' })
    .input(z.object({ login: line(100), password }))
    .output(z.object({ secondStep: z.boolean() })),
  secondStep: route('POST', '/auth/second-step', {
    tag,
    permission: 'public',
    summary: 'Finish a sign-in with a one-time or backup code',
  })
    .input(z.object({ code }))
    .output(done),
  signOut: route('POST', '/auth/sign-out', { tag, permission: 'signedIn', summary: 'Close this session' }).output(done),
  me: route('GET', '/auth/me', { tag, permission: 'signedIn', summary: 'The signed-in person' }).output(me),
  preferences: route('PATCH', '/auth/me', { tag, permission: 'signedIn', summary: 'Change language or theme' })
    .input(z.object({ locale: z.enum(locales).optional(), theme: z.enum(themes).optional() }))
    .output(done),
  sessions: route('GET', '/auth/sessions', { tag, permission: 'signedIn', summary: 'Own open sessions' }).output(
    z.object({ items: z.array(session) }),
  ),
  revokeSession: route('DELETE', '/auth/sessions/{id}', { tag, permission: 'signedIn', summary: 'Close one session' })
    .input(idInput)
    .output(done),
  revokeOthers: route('POST', '/auth/sessions/revoke-others', {
    tag,
    permission: 'signedIn',
    summary: 'Close all sessions but this one',
  }).output(done),
  changePassword: route('POST', '/auth/password', { tag, permission: 'signedIn', summary: 'Change the own password' })
    .input(z.object({ current: password, next: password }))
    .output(done),
  startSecondStep: route('POST', '/auth/second-step/start', {
    tag,
    permission: 'signedIn',
    summary: 'Begin enrolling an authenticator; answers its address and backup codes',
  })
    .input(z.object({ password }))
    .output(z.object({ uri: z.string(), backupCodes: z.array(z.string()) })),
  confirmSecondStep: route('POST', '/auth/second-step/confirm', {
    tag,
    permission: 'signedIn',
    summary: 'Confirm the authenticator with its first code',
  })
    .input(z.object({ code }))
    .output(done),
  stopSecondStep: route('POST', '/auth/second-step/stop', { tag, permission: 'signedIn', summary: 'Switch it off' })
    .input(z.object({ password }))
    .output(done),
  resetPassword: route('POST', '/users/{id}/password-reset', {
    tag,
    permission: 'org.manage',
    summary:
      'Give a person a one-time password, to be changed at the first sign-in; closes their sessions, ends the second step',
  })
    .input(idInput)
    .output(z.object({ password: z.string() })),
};
