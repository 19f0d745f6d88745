/** Every page: its path and its file. A page is a default export and its chunk is loaded when it is first opened. */
import type { Page } from './page-route.tsx';
import { page } from './page-route.tsx';

/** Without the shell. */
export const publicPages = [
  page('/sign-in', () => import('../features/auth/pages/sign-in.tsx')),
  page('/first-password', () => import('../features/auth/pages/first-password.tsx')),
] as const;

/** Inside the shell, signed in. */
export const pages = [
  page('/today', () => import('../features/today/pages/today.tsx')),
  page('/stale-archives', () => import('../features/customers/pages/stale.tsx')),
  page('/customers', () => import('../features/customers/pages/customers.tsx')),
  page('/customers/new', () => import('../features/customers/pages/new-customer.tsx')),
  page('/customers/bulk', () => import('../features/customers/pages/bulk-edits.tsx')),
  page('/customers/bulk/$id', () => import('../features/customers/pages/bulk-edit.tsx')),
  page('/customers/$id', () => import('../features/customers/pages/customer.tsx')),
  page('/customers/$id/merge', () => import('../features/customers/pages/merge.tsx')),
  page('/who-knows', () => import('../features/customers/pages/who-knows.tsx')),
  page('/team-requests', () => import('../features/customers/pages/team-requests.tsx')),
  page('/pool', () => import('../features/pools/pages/pool.tsx')),
  page('/pool/$id', () => import('../features/pools/pages/pool-customer.tsx')),
  page('/week', () => import('../features/plans/pages/week.tsx')),
  page('/items/$id', () => import('../features/plans/pages/item.tsx')),
  page('/visits', () => import('../features/visits/pages/visits.tsx')),
  page('/visits/record', () => import('../features/visits/pages/record.tsx')),
  page('/visits/$id', () => import('../features/visits/pages/visit.tsx')),
  page('/inbox', () => import('../features/inbox/pages/inbox.tsx')),
  page('/month', () => import('../features/month/pages/month.tsx')),
  page('/exports', () => import('../features/transfers/pages/exports.tsx')),
  page('/imports', () => import('../features/transfers/pages/imports.tsx')),
  page('/imports/$id', () => import('../features/transfers/pages/import.tsx')),
  page('/handovers', () => import('../features/handovers/pages/handovers.tsx')),
  page('/handovers/new', () => import('../features/handovers/pages/new-handover.tsx')),
  page('/handovers/$id', () => import('../features/handovers/pages/handover.tsx')),
  page('/workflows', () => import('../features/workflows/pages/workflows.tsx')),
  page('/workflows/start', () => import('../features/workflows/pages/start.tsx')),
  page('/workflows/start/$id', () => import('../features/workflows/pages/start-one.tsx')),
  page('/workflows/deputies', () => import('../features/workflows/pages/deputies.tsx')),
  page('/workflows/$id', () => import('../features/workflows/pages/instance.tsx')),
  page('/admin/people', () => import('../features/org/pages/people.tsx')),
  page('/admin/departments', () => import('../features/org/pages/departments.tsx')),
  page('/admin/roles', () => import('../features/org/pages/roles.tsx')),
  page('/admin/lists', () => import('../features/org/pages/lists.tsx')),
  page('/admin/segments', () => import('../features/segments/pages/segments.tsx')),
  page('/admin/pools', () => import('../features/pools/pages/pools.tsx')),
  page('/admin/workflows', () => import('../features/workflow-design/pages/definitions.tsx')),
  page('/admin/workflows/$id', () => import('../features/workflow-design/pages/design.tsx')),
  page('/admin/calendar', () => import('../features/org/pages/calendar.tsx')),
  page('/admin/relationships', () => import('../features/customers/pages/relationship-rules.tsx')),
  page('/messages', () => import('../features/messages/pages/messages.tsx')),
  page('/me', () => import('../features/auth/pages/me.tsx')),
  page('/me/sessions', () => import('../features/auth/pages/sessions.tsx')),
  page('/me/second-step', () => import('../features/auth/pages/second-step.tsx')),
  page('/me/password', () => import('../features/auth/pages/password.tsx')),
] as const satisfies Page[];
