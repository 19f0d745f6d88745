import './visits.handover.service.ts';

export { visitsRouter } from './visits.router.ts';
