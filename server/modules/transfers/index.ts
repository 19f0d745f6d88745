import './transfers.handover.service.ts';

export { exportsJobs } from './transfers.exports.jobs.ts';
export { exportsRouter, exportsRoutes } from './transfers.exports.router.ts';
export { transfersJobs } from './transfers.jobs.ts';
export { transfersRouter } from './transfers.router.ts';
export { transfersRoutes } from './transfers.routes.ts';
