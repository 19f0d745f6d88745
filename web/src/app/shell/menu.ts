import type { LinkProps } from '@tanstack/react-router';
import type { Permission } from '../../../../contract/permissions.ts';
import type { TextKey } from '../../../../contract/texts/index.ts';

export type MenuEntry = {
  to: NonNullable<LinkProps['to']>;
  text: Extract<TextKey, `shell.menu.${string}`>;
  permission?: Permission;
  /** Shown only to who has subordinates; its number is what waits for them. */
  forManagers?: boolean;
  /** Its number is the workflows that wait for the person. */
  countsWorkflows?: boolean;
};
/** A group of one entry is shown as that entry; a longer one under its name. */
export type MenuGroup = { text: Extract<TextKey, `shell.menu.${string}`>; entries: MenuEntry[] };

/** The modules on the left, in their order. An entry shows to who holds its permission, a group when an entry does. */
export const menu: MenuGroup[] = [
  { text: 'shell.menu.today', entries: [{ to: '/today', text: 'shell.menu.today', permission: 'plans.use' }] },
  {
    text: 'shell.menu.work',
    entries: [
      { to: '/week', text: 'shell.menu.week', permission: 'plans.use' },
      { to: '/visits', text: 'shell.menu.visits' },
      { to: '/inbox', text: 'shell.menu.inbox', permission: 'plans.use', forManagers: true },
      { to: '/month', text: 'shell.menu.month', permission: 'plans.use' },
      { to: '/handovers', text: 'shell.menu.handovers' },
    ],
  },
  {
    text: 'shell.menu.customers',
    entries: [
      { to: '/customers', text: 'shell.menu.customers' },
      { to: '/who-knows', text: 'shell.menu.whoKnows' },
      { to: '/pool', text: 'shell.menu.pool', permission: 'pool.use' },
    ],
  },
  {
    text: 'shell.menu.workflows',
    entries: [{ to: '/workflows', text: 'shell.menu.workflows', countsWorkflows: true }],
  },
  {
    text: 'shell.menu.admin',
    entries: [
      { to: '/admin/people', text: 'shell.menu.people', permission: 'org.manage' },
      { to: '/admin/departments', text: 'shell.menu.departments', permission: 'org.manage' },
      { to: '/admin/roles', text: 'shell.menu.roles', permission: 'org.manage' },
      { to: '/admin/segments', text: 'shell.menu.segments', permission: 'settings.manage' },
      { to: '/admin/lists', text: 'shell.menu.lists', permission: 'settings.manage' },
      { to: '/admin/relationships', text: 'shell.menu.relationshipRules', permission: 'settings.manage' },
      { to: '/admin/pools', text: 'shell.menu.pools', permission: 'pools.manage' },
      { to: '/admin/workflows', text: 'shell.menu.workflowDesign', permission: 'workflows.manage' },
      { to: '/admin/calendar', text: 'shell.menu.calendar', permission: 'calendar.manage' },
      { to: '/imports', text: 'shell.menu.imports', permission: 'imports.people' },
    ],
  },
];
