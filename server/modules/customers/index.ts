export { staleOf } from './customers.archive.reads.ts';
export type { Known, NewCustomer } from './customers.import.store.ts';
export {
  completeParents,
  customersKnownBy,
  insertCustomers,
  removeUntouched,
} from './customers.import.store.ts';
export { customersJobs } from './customers.jobs.ts';
export { phonesRouter } from './customers.phones.router.ts';
export { customersRouter } from './customers.router.ts';
export { staleBefore } from './customers.rules.ts';
export type { VisitTouch } from './customers.touch.service.ts';
export { ensureCustomersSeen, touchByVisit, whoSeesCustomer } from './customers.touch.service.ts';
