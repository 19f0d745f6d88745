import './org.handover.service.ts';

export { actorOf } from './org.actor.reads.ts';
export { allDepartments, everyone, insertDepartment, insertPeople, removePeople } from './org.import.store.ts';
export { addToLine, lockOrganisation } from './org.line.store.ts';
export { companyOf, effectiveSupervisor, todayOf, workCalendar } from './org.reads.ts';
export { orgRouter } from './org.router.ts';
export { departIn, ensureHolds, ensureNotAbove } from './org.service.ts';
export { ensureStandardRoles, permissionsOfRoles, roleIdByCode } from './org.store.ts';
