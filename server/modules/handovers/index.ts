export { handoversJobs } from './handovers.jobs.ts';
export { handoversRouter } from './handovers.router.ts';
export { handoversRoutes } from './handovers.routes.ts';
