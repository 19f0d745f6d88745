import { authJobs, authRouter, authRoutes, demoRouter } from '../modules/auth/index.ts';
import { customersRouter } from '../modules/customers/index.ts';
import { orgRouter } from '../modules/org/index.ts';
import { settingsRouter } from '../modules/settings/index.ts';
import type { JobDefinition } from '../platform/jobs.ts';
import type { RawRoutes } from '../platform/runtime.ts';
import { systemRouter } from './system.ts';

/** Every route of the contract. */
export const router = {
  auth: authRouter,
  customers: customersRouter,
  demo: demoRouter,
  org: orgRouter,
  settings: settingsRouter,
  system: systemRouter,
};

export const jobs: readonly JobDefinition[] = [...authJobs];

export const rawRoutes: readonly RawRoutes[] = [authRoutes];
