import './files.handover.service.ts';

export { filesJobs } from './files.jobs.ts';
export { filesOf, filesSeen } from './files.reads.ts';
export { filesRouter } from './files.router.ts';
export { filesRoutes } from './files.routes.ts';
export { attachment } from './files.rules.ts';
export { storeFile } from './files.service.ts';
