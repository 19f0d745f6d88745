import { authJobs, authRouter, authRoutes, demoRouter } from '../modules/auth/index.ts';
import {
  bulkJobs,
  bulkRouter,
  channelRouter,
  contactsRouter,
  customersJobs,
  customersRouter,
  mergesRouter,
  notesRouter,
  phonesRouter,
  poolJobs,
  poolsRouter,
  recalculationJobs,
  relationshipsJobs,
  relationshipsRouter,
  teamJobs,
  teamRouter,
  upkeepJobs,
  upkeepRouter,
  viewsRouter,
} from '../modules/customers/index.ts';
import { fieldsRouter, toolboxesRouter } from '../modules/fields/index.ts';
import { filesJobs, filesRouter, filesRoutes } from '../modules/files/index.ts';
import { handoversJobs, handoversRouter, handoversRoutes } from '../modules/handovers/index.ts';
import { notificationsJobs, notificationsRouter, notificationsRoutes } from '../modules/notifications/index.ts';
import { orgRouter } from '../modules/org/index.ts';
import { plansJobs, plansRouter } from '../modules/plans/index.ts';
import { searchRouter } from '../modules/search/index.ts';
import { settingsRouter } from '../modules/settings/index.ts';
import {
  exportsJobs,
  exportsRouter,
  exportsRoutes,
  transfersJobs,
  transfersRouter,
  transfersRoutes,
} from '../modules/transfers/index.ts';
import { visitsRouter } from '../modules/visits/index.ts';
import {
  deputiesJobs,
  deputiesRouter,
  workflowDefinitionsRouter,
  workflowDeskRouter,
  workflowJobs,
  workflowRouter,
} from '../modules/workflow/index.ts';
import type { JobDefinition } from '../platform/jobs.ts';
import type { RawRoutes } from '../platform/runtime.ts';
import { systemRouter } from './system.ts';

/** Every route of the contract. */
export const router = {
  auth: authRouter,
  contacts: contactsRouter,
  bulk: bulkRouter,
  channel: channelRouter,
  customers: customersRouter,
  demo: demoRouter,
  deputies: deputiesRouter,
  exports: exportsRouter,
  fields: fieldsRouter,
  files: filesRouter,
  notes: notesRouter,
  merges: mergesRouter,
  handovers: handoversRouter,
  notifications: notificationsRouter,
  org: orgRouter,
  phones: phonesRouter,
  plans: plansRouter,
  relationships: relationshipsRouter,
  pools: poolsRouter,
  search: searchRouter,
  settings: settingsRouter,
  system: systemRouter,
  team: teamRouter,
  transfers: transfersRouter,
  upkeep: upkeepRouter,
  toolboxes: toolboxesRouter,
  views: viewsRouter,
  visits: visitsRouter,
  workflowDesk: workflowDeskRouter,
  workflows: workflowRouter,
  workflowDefinitions: workflowDefinitionsRouter,
};

export const jobs: readonly JobDefinition[] = [
  ...authJobs,
  ...bulkJobs,
  ...customersJobs,
  ...exportsJobs,
  ...recalculationJobs,
  ...filesJobs,
  ...handoversJobs,
  ...notificationsJobs,
  ...plansJobs,
  ...relationshipsJobs,
  ...poolJobs,
  ...teamJobs,
  ...transfersJobs,
  ...upkeepJobs,
  ...workflowJobs,
  ...deputiesJobs,
];

export const rawRoutes: readonly RawRoutes[] = [
  authRoutes,
  filesRoutes,
  notificationsRoutes,
  transfersRoutes,
  exportsRoutes,
  handoversRoutes,
];
