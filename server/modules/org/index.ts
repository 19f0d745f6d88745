export { actorOf } from './org.actor.reads.ts';
export { addToLine, lockOrganisation, moveInLine, rebuildLine } from './org.line.store.ts';
export { companyOf, effectiveSupervisor, todayOf, workCalendar } from './org.reads.ts';
export { orgRouter } from './org.router.ts';
export { ensureHolds, ensureNotAbove } from './org.service.ts';
export { ensureStandardRoles, roleIdByCode } from './org.store.ts';
