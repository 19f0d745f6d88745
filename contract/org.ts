import { z } from 'zod';
import { day, done, id, idInput, line, page, pageQuery, personRef, route, version } from './base.ts';
import { permissions } from './permissions.ts';

const tag = 'org';
/** Letters, digits, dot, dash, underscore; compared without case. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u);

const user = z.object({
  id,
  login: z.string(),
  name: z.string(),
  post: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  department: z.object({ id, name: z.string() }).nullable(),
  supervisor: personRef.nullable(),
  roles: z.array(z.object({ id, code: z.string(), name: z.string() })),
  active: z.boolean(),
  departedOn: z.string().nullable(),
  version,
});
export type User = z.infer<typeof user>;

const userFields = {
  name: line(80),
  post: line(80).nullable(),
  email: z.email().max(200).nullable(),
  phone: line(40).nullable(),
  departmentId: id.nullable(),
  supervisorId: id.nullable(),
  roleIds: z.array(id).max(20),
};

const department = z.object({
  id,
  name: z.string(),
  parentId: id.nullable(),
  people: z.number().int(),
  version,
});

const role = z.object({
  id,
  code: z.string(),
  name: z.string(),
  permissions: z.array(z.enum(permissions)),
  people: z.number().int(),
  version,
});

const company = z.object({
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  workDays: z.array(z.number().int().min(1).max(7)),
  /** Masked telephones that a person may uncover in a day. */
  phoneReveals: z.number().int().min(0).max(1000),
  version,
});

export const org = {
  colleagues: route('GET', '/colleagues', {
    tag,
    permission: 'signedIn',
    summary: 'Directory for pickers: active people by name; with `subordinates` only those below the caller',
  })
    .input(
      z.object({
        q: z.string().trim().max(80).optional(),
        subordinates: z.stringbool().optional(),
        ids: z.array(id).max(200).optional(),
        limit: z.coerce.number<number>().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(personRef.extend({ department: z.string().nullable() })) })),
  users: route('GET', '/users', { tag, permission: 'org.manage', summary: 'People, with department and roles' })
    .input(
      pageQuery.extend({
        q: z.string().trim().max(80).optional(),
        departmentId: id.optional(),
        active: z.stringbool().optional(),
      }),
    )
    .output(page(user)),
  user: route('GET', '/users/{id}', { tag, permission: 'org.manage', summary: 'One person' })
    .input(idInput)
    .output(user),
  createUser: route('POST', '/users', { tag, permission: 'org.manage', summary: 'Add a person', idempotent: true })
    .input(
      z
        .object({ login, ...userFields })
        .partial({ post: true, email: true, phone: true, departmentId: true, supervisorId: true, roleIds: true }),
    )
    .output(user),
  updateUser: route('PATCH', '/users/{id}', {
    tag,
    permission: 'org.manage',
    summary: 'Change a person, their place in the reporting line, or their roles',
  })
    .input(z.object({ id, version, login: login.optional(), ...z.object(userFields).partial().shape }))
    .output(user),
  depart: route('POST', '/users/{id}/depart', {
    tag,
    permission: 'org.manage',
    summary: 'Close the account of a leaver: ends all sessions at once; subordinates pass to the supervisor',
  })
    .input(
      z.object({
        id,
        version,
        on: day.optional(),
        /** Close it although the person still holds customers, plan items or other things. */
        override: z.boolean().optional(),
      }),
    )
    .output(user),
  restore: route('POST', '/users/{id}/restore', {
    tag,
    permission: 'org.manage',
    summary: 'Open a closed account again',
  })
    .input(z.object({ id, version }))
    .output(user),
  departments: route('GET', '/departments', { tag, permission: 'signedIn', summary: 'The tree of departments' }).output(
    z.object({ items: z.array(department) }),
  ),
  createDepartment: route('POST', '/departments', {
    tag,
    permission: 'org.manage',
    summary: 'Add a department',
    idempotent: true,
  })
    .input(z.object({ name: line(80), parentId: id.nullable().optional() }))
    .output(department),
  updateDepartment: route('PATCH', '/departments/{id}', {
    tag,
    permission: 'org.manage',
    summary: 'Rename or move one',
  })
    .input(z.object({ id, version, name: line(80).optional(), parentId: id.nullable().optional() }))
    .output(department),
  removeDepartment: route('DELETE', '/departments/{id}', {
    tag,
    permission: 'org.manage',
    summary: 'Remove an empty one',
  })
    .input(z.object({ id, version: z.coerce.number<number>().int().min(1) }))
    .output(done),
  roles: route('GET', '/roles', { tag, permission: 'org.manage', summary: 'Roles and their permissions' }).output(
    z.object({ items: z.array(role) }),
  ),
  createRole: route('POST', '/roles', { tag, permission: 'roles.manage', summary: 'Add a role', idempotent: true })
    .input(z.object({ name: line(80), permissions: z.array(z.enum(permissions)).max(100) }))
    .output(role),
  updateRole: route('PATCH', '/roles/{id}', { tag, permission: 'roles.manage', summary: 'Change name or permissions' })
    .input(
      z.object({
        id,
        version,
        name: line(80).optional(),
        permissions: z.array(z.enum(permissions)).max(100).optional(),
      }),
    )
    .output(role),
  company: route('GET', '/company', { tag, permission: 'signedIn', summary: 'Name, time zone, working week' }).output(
    company,
  ),
  updateCompany: route('PATCH', '/company', { tag, permission: 'calendar.manage', summary: 'Change them' })
    .input(
      company.partial().extend({
        version,
        name: line(120).optional(),
        timeZone: line(60).optional(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .optional(),
      }),
    )
    .output(company),
  calendar: route('GET', '/calendar', {
    tag,
    permission: 'signedIn',
    summary: 'Working days between two days (at most 400); exceptions carry their name',
  })
    .input(z.object({ from: day, to: day }))
    .output(
      z.object({ days: z.array(z.object({ day: z.string(), working: z.boolean(), name: z.string().nullable() })) }),
    ),
  setCalendarDay: route('PUT', '/calendar/{day}', {
    tag,
    permission: 'calendar.manage',
    summary: 'Set or clear an exception',
  })
    .input(z.object({ day, working: z.boolean().nullable(), name: line(60).nullable().optional() }))
    .output(done),
};
