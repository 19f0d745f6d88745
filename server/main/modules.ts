import { authJobs, authRouter, authRoutes, demoRouter } from '../modules/auth/index.ts';
import { orgRouter } from '../modules/org/index.ts';
import type { JobDefinition } from '../platform/jobs.ts';
import type { RawRoutes } from '../platform/runtime.ts';
import { systemRouter } from './system.ts';

/** Every route of the contract. */
export const router = {
  auth: authRouter,
  demo: demoRouter,
  org: orgRouter,
  system: systemRouter,
};

export const jobs: readonly JobDefinition[] = [...authJobs];

export const rawRoutes: readonly RawRoutes[] = [authRoutes];
