import './transfers.handover.service.ts';

export { exportsJobs, workOnExport } from './transfers.exports.jobs.ts';
export { exportsRouter, exportsRoutes } from './transfers.exports.router.ts';
export { transfersJobs } from './transfers.jobs.ts';
export { transfersRouter } from './transfers.router.ts';
export { transfersRoutes } from './transfers.routes.ts';
export { uploadImport } from './transfers.upload.service.ts';
export { workOnImport } from './transfers.work.service.ts';
