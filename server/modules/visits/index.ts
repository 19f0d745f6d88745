export { visitsRouter } from './visits.router.ts';
