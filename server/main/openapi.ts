import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance } from 'fastify';
import { errorStatus, fieldCodes } from '../../contract/errors.ts';
import { contract } from '../../contract/index.ts';
import { docsPage } from './docs-page.ts';
import { rawPaths } from './raw-paths.ts';
import { apiRoutes } from './routes.ts';

export type ApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

let document: Promise<ApiDocument> | undefined;

/** The interface as OpenAPI 3.1, derived from the contract once per process. */
function apiDocument(version: string): Promise<ApiDocument> {
  document ??= build(version);
  return document;
}

async function build(version: string): Promise<ApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const made = await generator.generate(contract, {
    info: {
      title: 'Licheng 里程',
      version,
      description:
        'Instants are ISO 8601 in UTC, days are local days of the company, money is a decimal string. ' +
        'Lists are paged by an opaque cursor. A record carries its version; a write with an old one answers 409 common.stale. ' +
        'What the caller may not see answers as what does not exist.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/api' }],
    tags: [...new Set(apiRoutes().flatMap((route) => route.procedure['~orpc'].route.tags ?? []))].map((name) => ({
      name,
    })),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'licheng.session_token' } },
      schemas: { Error: errorSchema },
    },
  });
  for (const route of apiRoutes()) describe(made, route.method.toLowerCase(), route);
  addRawPaths(made);
  return made;
}

const errorSchema = {
  type: 'object' as const,
  required: ['code', 'params', 'requestId'],
  properties: {
    code: { type: 'string' as const, enum: Object.keys(errorStatus) },
    params: { type: 'object' as const },
    requestId: { type: 'string' as const },
    fields: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['path', 'code'],
        properties: {
          path: { type: 'string' as const },
          code: { type: 'string' as const, enum: [...fieldCodes] },
          params: { type: 'object' as const },
        },
      },
    },
  },
};

const answers = {
  '401': 'Not signed in',
  '403': 'The permission is missing, or the record may not be changed in this way',
  '404': 'It does not exist, or the caller may not see it',
  '409': 'The record has changed meanwhile, or its state forbids it',
  '422': 'The input is refused; `fields` says what and where',
};

function errorAnswers(): Record<string, unknown> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(Object.entries(answers).map(([status, description]) => [status, { description, content }]));
}

type Operation = Record<string, unknown> & { responses?: Record<string, unknown>; parameters?: unknown[] };

function describe(made: ApiDocument, method: string, route: ReturnType<typeof apiRoutes>[number]): void {
  const item = made.paths?.[route.path] as Record<string, Operation> | undefined;
  const operation = item?.[method];
  if (!operation) throw new Error(`${route.name} is missing from the document`);
  operation.operationId = route.name;
  operation['x-permission'] = route.permission;
  operation.security = route.permission === 'public' ? [] : [{ session: [] }];
  operation.responses = { ...operation.responses, ...errorAnswers() };
  if (!route.idempotent) return;
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A repeated key answers the first result and does nothing again.',
    schema: { type: 'string', minLength: 8, maxLength: 100 },
  };
  operation.parameters = [...(operation.parameters ?? []), header];
}

/** Uploads answer what the reading route of the same record answers. */
function addRawPaths(made: ApiDocument): void {
  const answerOf = (path: string) => ({
    $ref: `#/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`,
  });
  const added = rawPaths({ file: answerOf('/files/{id}'), import: answerOf('/imports/{id}') });
  const paths = (made.paths ?? {}) as Record<string, Record<string, Operation>>;
  for (const [path, item] of Object.entries(added)) {
    for (const [method, { permission, ...operation }] of Object.entries(item)) {
      paths[path] = { ...paths[path], [method]: { ...operation, ...signedIn(permission, operation.responses) } };
    }
  }
  made.paths = paths;
}

function signedIn(permission: string, responses: Record<string, unknown>): Operation {
  return { 'x-permission': permission, security: [{ session: [] }], responses: { ...responses, ...errorAnswers() } };
}

export function registerDocuments(http: FastifyInstance, version: string): void {
  http.get('/api/openapi.json', async () => apiDocument(version));
  http.get('/api/docs', async (_request, reply) => {
    reply.type('text/html; charset=utf-8');
    return docsPage(await apiDocument(version));
  });
}
