import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { RoutePermission } from '../../contract/permissions.ts';
import type { Ctx } from './context.ts';
import type { Schema } from './db/schema.ts';
import type { Live } from './live.ts';

export type Settings = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly secret: string;
  /** The demo company's sign-in is open; only ever true together with `loopback`. */
  readonly demo: boolean;
  /** The server listens on a loopback address only. */
  readonly loopback: boolean;
  readonly version: string;
};

/** What one process has: its pool, its live connections, its settings. */
export type Runtime = {
  readonly settings: Settings;
  readonly pool: pg.Pool;
  readonly kysely: Kysely<Schema>;
  readonly live: Live;
  readonly now: () => Date;
};

/** Registers what the contract cannot express: uploads, downloads, streams. */
export type RawRoutes = (
  server: FastifyInstance,
  deps: {
    runtime: Runtime;
    /** Signs the request in and checks the permission; throws `auth.required` or `common.forbidden`. */
    ctxOf: (request: FastifyRequest, permission: RoutePermission) => Promise<Ctx>;
  },
) => void;

export type Http = { request: FastifyRequest; reply: FastifyReply };
