/**
 * Named permissions. A route names one of them, or `public` (no session) or `signedIn` (any session).
 * What a person may see of a kind of record is decided by the scope, not by a permission.
 */
export const permissions = [
  'org.manage',
  'roles.manage',
  'settings.manage',
  'calendar.manage',
  'customers.create',
  'customers.merge',
  'customers.phones',
  'customers.revealPhones',
  'pool.use',
  'pools.manage',
  'plans.use',
  'plans.closeMonth',
  'visits.use',
  'imports.customers',
  'imports.people',
  'imports.history',
  'exports.customers',
  'workflows.use',
  'workflows.manage',
] as const;

export type Permission = (typeof permissions)[number];
export type RoutePermission = Permission | 'public' | 'signedIn';

/** Roles that every company starts with. Their permissions can be changed; their codes stay. */
export const standardRoles = {
  salesperson: [
    'customers.create',
    'customers.phones',
    'plans.use',
    'visits.use',
    'imports.customers',
    'pool.use',
    'workflows.use',
  ],
  manager: [
    'customers.create',
    'customers.phones',
    'plans.use',
    'visits.use',
    'imports.customers',
    'pool.use',
    'exports.customers',
    'workflows.use',
  ],
  executive: ['customers.create', 'customers.phones', 'plans.use', 'visits.use', 'exports.customers', 'workflows.use'],
  operations: [
    'customers.create',
    'customers.merge',
    'customers.phones',
    'pool.use',
    'pools.manage',
    'plans.use',
    'plans.closeMonth',
    'visits.use',
    'settings.manage',
    'calendar.manage',
    'imports.customers',
    'imports.people',
    'imports.history',
    'exports.customers',
    'workflows.use',
    'workflows.manage',
  ],
  finance: ['plans.use', 'customers.revealPhones', 'workflows.use'],
  administrator: [...permissions],
} as const satisfies Record<string, readonly Permission[]>;

export type StandardRole = keyof typeof standardRoles;
