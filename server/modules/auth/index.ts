export { authJobs } from './auth.jobs.ts';
export { hashPassword } from './auth.library.store.ts';
export { refuseForeignOrigin } from './auth.origin.policy.ts';
export { isWeakPassword, oneTimePassword } from './auth.password.rules.ts';
export { authRouter, demoRouter } from './auth.router.ts';
export { authRoutes } from './auth.routes.ts';
export { createAuth } from './auth.service.ts';
export { closeSessions, removeSecondStep, setPassword } from './auth.store.ts';
