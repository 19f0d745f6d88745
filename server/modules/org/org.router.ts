import { api } from '../../platform/api.ts';
import * as reads from './org.reads.ts';
import * as service from './org.service.ts';
import * as structure from './org.structure.service.ts';

export const orgRouter = {
  colleagues: api.org.colleagues.handler(async ({ input, context: { ctx } }) => ({
    items: await reads.colleagues(ctx.db, ctx.actor, input),
  })),
  users: api.org.users.handler(({ input, context: { ctx } }) => reads.listUsers(ctx.db, input)),
  user: api.org.user.handler(({ input, context: { ctx } }) => reads.getUser(ctx.db, input.id)),
  createUser: api.org.createUser.handler(({ input, context: { ctx } }) => service.createUser(ctx, input)),
  updateUser: api.org.updateUser.handler(({ input, context: { ctx } }) => service.updateUser(ctx, input)),
  depart: api.org.depart.handler(({ input, context: { ctx } }) => service.depart(ctx, input)),
  restore: api.org.restore.handler(({ input, context: { ctx } }) => service.restore(ctx, input)),
  departments: api.org.departments.handler(async ({ context: { ctx } }) => ({
    items: await reads.listDepartments(ctx.db),
  })),
  createDepartment: api.org.createDepartment.handler(({ input, context: { ctx } }) =>
    structure.createDepartment(ctx, input),
  ),
  updateDepartment: api.org.updateDepartment.handler(({ input, context: { ctx } }) =>
    structure.updateDepartment(ctx, input),
  ),
  removeDepartment: api.org.removeDepartment.handler(({ input, context: { ctx } }) =>
    structure.removeDepartment(ctx, input),
  ),
  roles: api.org.roles.handler(async ({ context: { ctx } }) => ({ items: await reads.listRoles(ctx.db) })),
  createRole: api.org.createRole.handler(({ input, context: { ctx } }) => structure.createRole(ctx, input)),
  updateRole: api.org.updateRole.handler(({ input, context: { ctx } }) => structure.updateRole(ctx, input)),
  company: api.org.company.handler(({ context: { ctx } }) => reads.companyOf(ctx.db)),
  updateCompany: api.org.updateCompany.handler(({ input, context: { ctx } }) => structure.updateCompany(ctx, input)),
  calendar: api.org.calendar.handler(({ input, context: { ctx } }) => structure.getCalendar(ctx.db, input)),
  setCalendarDay: api.org.setCalendarDay.handler(({ input, context: { ctx } }) => structure.setCalendarDay(ctx, input)),
};
