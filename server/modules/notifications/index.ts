export { notificationsJobs } from './notifications.jobs.ts';
export { notificationsRouter } from './notifications.router.ts';
export { notificationsRoutes } from './notifications.routes.ts';
export { notify } from './notifications.service.ts';
