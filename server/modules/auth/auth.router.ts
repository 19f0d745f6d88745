import { api } from '../../platform/api.ts';
import {
  changePassword,
  resetPassword,
  revokeOtherSessions,
  revokeSession,
  setPreferences,
} from './auth.account.service.ts';
import { listDemoPeople, listSessions, readMe } from './auth.reads.ts';
import { confirmSecondStep, startSecondStep, stopSecondStep } from './auth.secondstep.service.ts';
import { finishSignIn, signIn, signInToDemo, signOut } from './auth.signin.service.ts';

const done = { ok: true } as const;

export const authRouter = {
  signIn: api.auth.signIn.handler(({ input, context: { runtime, http } }) => signIn(runtime, http, input)),
  secondStep: api.auth.secondStep.handler(async ({ input, context: { runtime, http } }) => {
    await finishSignIn(runtime, http, input.code);
    return done;
  }),
  signOut: api.auth.signOut.handler(async ({ context: { runtime, ctx, http } }) => {
    await signOut(runtime, ctx, http);
    return done;
  }),
  me: api.auth.me.handler(({ context: { ctx, runtime } }) => readMe(ctx, runtime.settings)),
  preferences: api.auth.preferences.handler(async ({ input, context: { runtime, ctx } }) => {
    await setPreferences(runtime, ctx, input);
    return done;
  }),
  sessions: api.auth.sessions.handler(({ context: { ctx } }) => listSessions(ctx)),
  revokeSession: api.auth.revokeSession.handler(async ({ input, context: { runtime, ctx } }) => {
    await revokeSession(runtime, ctx, input.id);
    return done;
  }),
  revokeOthers: api.auth.revokeOthers.handler(async ({ context: { runtime, ctx } }) => {
    await revokeOtherSessions(runtime, ctx);
    return done;
  }),
  changePassword: api.auth.changePassword.handler(async ({ input, context: { runtime, ctx } }) => {
    await changePassword(runtime, ctx, input);
    return done;
  }),
  startSecondStep: api.auth.startSecondStep.handler(({ input, context: { runtime, ctx, http } }) =>
    startSecondStep(runtime, ctx, http, input.password),
  ),
  confirmSecondStep: api.auth.confirmSecondStep.handler(async ({ input, context: { runtime, ctx, http } }) => {
    await confirmSecondStep(runtime, ctx, http, input.code);
    return done;
  }),
  stopSecondStep: api.auth.stopSecondStep.handler(async ({ input, context: { runtime, ctx } }) => {
    await stopSecondStep(runtime, ctx, input.password);
    return done;
  }),
  resetPassword: api.auth.resetPassword.handler(({ input, context: { ctx } }) => resetPassword(ctx, input.id)),
};

/** Reached only through the gate of `authRoutes`. */
export const demoRouter = {
  people: api.demo.people.handler(({ context: { runtime } }) => listDemoPeople(runtime.kysely)),
  signIn: api.demo.signIn.handler(async ({ input, context: { runtime, http } }) => {
    await signInToDemo(runtime, http, input.login);
    return done;
  }),
};
