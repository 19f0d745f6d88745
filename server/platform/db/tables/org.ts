import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, Instant } from './types.ts';

export type CompanyTable = {
  id: Generated<boolean>;
  name: string;
  time_zone: string;
  currency: string;
  work_days: number[];
  phone_reveals: Generated<number>;
  version: Generated<number>;
};

export type CalendarDaysTable = { day: Day; working: boolean; name: string | null };

export type DepartmentsTable = {
  id: string;
  name: string;
  parent_id: string | null;
  version: Generated<number>;
  created_at: Generated<Instant>;
};

export type UsersTable = {
  id: string;
  login: string;
  name: string;
  post: string | null;
  email: string | null;
  phone: string | null;
  department_id: string | null;
  supervisor_id: string | null;
  active: Generated<boolean>;
  departed_on: Day | null;
  locale: Generated<string>;
  theme: Generated<string>;
  must_change_password: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Instant>;
  auth_email: GeneratedAlways<string>;
  two_factor_enabled: Generated<boolean>;
};

export type ReportingLineTable = { ancestor_id: string; descendant_id: string; depth: number };

export type RolesTable = { id: string; code: string; name: string; version: Generated<number> };
export type RolePermissionsTable = { role_id: string; permission: string };
export type UserRolesTable = { user_id: string; role_id: string };

export type ListEntriesTable = {
  id: string;
  list: string;
  name: string;
  position: Generated<number>;
  retired: Generated<boolean>;
  version: Generated<number>;
};
