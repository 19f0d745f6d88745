export { transfersJobs } from './transfers.jobs.ts';
export { transfersRouter } from './transfers.router.ts';
export { transfersRoutes } from './transfers.routes.ts';
