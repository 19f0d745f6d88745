import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type pg from 'pg';
import type { ErrorBody } from '../../contract/errors.ts';
import { createAuth, refuseForeignOrigin } from '../modules/auth/index.ts';
import { toAppError } from '../platform/api.ts';
import { createKysely } from '../platform/db/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { startWorker } from '../platform/jobs.ts';
import { createLive } from '../platform/live.ts';
import type { Runtime, Settings } from '../platform/runtime.ts';
import { createGuard } from './guard.ts';
import { jobs, rawRoutes } from './modules.ts';
import { registerDocuments } from './openapi.ts';
import { registerApi } from './routes.ts';

export type AppOptions = {
  settings: Settings;
  pool: pg.Pool;
  listen: { host: string; port: number };
  /** Run jobs in this process as well; `alone` when no other process works on this database. */
  worker: false | 'alone' | 'shared';
  /** `false` for tests; errors of the server go to the standard error stream otherwise. */
  log: boolean;
  /** Check answers against the contract; on in tests and development. */
  checkOutput: boolean;
  now?: () => Date;
};

export type App = {
  http: FastifyInstance;
  runtime: Runtime;
  /** Starts to listen; answers the address. */
  listen: () => Promise<string>;
  /** Finishes what is under way, then closes everything but the pool, which its maker closes. */
  close: () => Promise<void>;
};

const webDir = join(import.meta.dirname, '..', '..', 'dist', 'web');
const bodyLimit = 2 * 1024 * 1024;

/** Puts the modules together: one HTTP server, one listening connection, and the job worker where it is wanted. */
export async function createApp(options: AppOptions): Promise<App> {
  const live = await createLive(options.settings.databaseUrl, ['licheng_sessions', 'licheng_live']);
  const runtime: Runtime = {
    settings: options.settings,
    pool: options.pool,
    kysely: createKysely(options.pool),
    live,
    now: options.now ?? (() => new Date()),
  };
  const http = fastify({
    logger: options.log ? { level: 'warn' } : false,
    genReqId: () => newId(),
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 120_000,
    // Keep-alive connections without a request end at once when the server closes.
    forceCloseConnections: 'idle',
  });
  await registerPlugins(http);
  const auth = createAuth(runtime);
  const guard = createGuard(runtime, auth);
  http.addHook('onRequest', refuseForeignOrigin);
  for (const routes of rawRoutes) routes(http, { runtime, ctxOf: guard.ctxOf });
  registerApi(http, runtime, guard, options.checkOutput);
  registerDocuments(http, options.settings.version);
  registerWeb(http);
  http.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  const log = (message: string, meta: unknown) => http.log.error({ meta: String(meta) }, message);
  const worker = options.worker ? await startWorker(runtime, jobs, { alone: options.worker === 'alone', log }) : null;
  return {
    http,
    runtime,
    listen: () => http.listen(options.listen),
    async close() {
      await http.close();
      await worker?.stop();
      await live.close();
    },
  };
}

async function registerPlugins(http: FastifyInstance): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes its style elements at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // The calendar carries its arrows as a font.
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether the site is reached by TLS is the business of what stands before it.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  await http.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  const parse = http.getDefaultJsonParser('error', 'error');
  http.removeContentTypeParser('application/json');
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    return parse(request, body.toString(), done);
  });
  await http.register(cookie);
  await http.register(multipart, { limits: { files: 1, fileSize: 25 * 1024 * 1024, fields: 10, fieldSize: 10_000 } });
  await http.register(underPressure, {
    maxEventLoopDelay: 2000,
    pressureHandler: (request, reply) => {
      reply.header('retry-after', '5');
      answerError(new AppError('common.overloaded'), request, reply);
    },
  });
}

/** Answers an error as `ErrorBody`; what the caller is not meant to see is logged under the request's id. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = fromFastify(error) ?? toAppError(error);
  const isOurs = known.code === 'common.internal' || (known !== error && known.code === 'common.overloaded');
  if (isOurs) request.log.error({ err: error }, 'request failed');
  const body: ErrorBody = {
    code: known.code,
    params: known.params,
    requestId: request.id,
    ...(known.fields ? { fields: known.fields } : {}),
  };
  if (known.params.retryAfter !== undefined) reply.header('retry-after', String(known.params.retryAfter));
  reply.status(known.status).header('cache-control', 'no-store').send(body);
}

function fromFastify(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  if (error.statusCode === 413) return new AppError('common.tooLarge');
  if (error.statusCode === 429) return new AppError('common.tooMany');
  return error.statusCode < 500 ? new AppError('common.malformed') : null;
}

/** The web application: hashed assets for ever, everything else the start page. */
function registerWeb(http: FastifyInstance): void {
  const index = join(webDir, 'index.html');
  if (existsSync(index)) {
    http.register(serveStatic, {
      root: webDir,
      setHeaders: (response, path) => {
        const hashed = path.includes(`${join(webDir, 'assets')}`);
        response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  http.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api') && !request.url.startsWith('/assets');
    if (page && existsSync(index)) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return answerError(new AppError('common.notFound'), request, reply);
  });
}
