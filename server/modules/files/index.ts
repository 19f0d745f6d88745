export { openFile } from './files.disk.store.ts';
export { filesJobs } from './files.jobs.ts';
export { ensureOwnFiles, getFile } from './files.reads.ts';
export { filesRouter } from './files.router.ts';
export { filesRoutes } from './files.routes.ts';
export { storeFile, storeUpload } from './files.service.ts';
