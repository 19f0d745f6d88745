/** What the contract cannot express, described by hand for the document: uploads, downloads, the live stream. */

const id = { name: 'id', in: 'path' as const, required: true, schema: { type: 'string' as const, format: 'uuid' } };
const upload = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        required: ['file'],
        properties: { file: { type: 'string' as const, contentMediaType: 'application/octet-stream' } },
      },
    },
  },
};
const json = (schema: { $ref: string }, description: string) => ({
  '200': { description, content: { 'application/json': { schema } } },
});
const bytes = (type: string, description: string) => ({ '200': { description, content: { [type]: {} } } });

type AnswerRefs = { file: { $ref: string }; import: { $ref: string } };

export const rawPaths = (refs: AnswerRefs) => ({
  '/files': {
    post: {
      operationId: 'files.upload',
      summary: 'Store a file of at most 25 MB, to be linked as proof',
      tags: ['files'],
      permission: 'signedIn',
      requestBody: upload,
      responses: json(refs.file, 'The stored file'),
    },
  },
  '/files/{id}/content': {
    get: {
      operationId: 'files.content',
      summary: 'The bytes of a file, always as a download',
      tags: ['files'],
      permission: 'signedIn',
      parameters: [id],
      responses: bytes('application/octet-stream', 'The file'),
    },
  },
  '/imports/upload': {
    post: {
      operationId: 'transfers.upload',
      summary: 'Begin an import with a CSV or XLSX file of at most 25 MB',
      tags: ['transfers'],
      permission: 'imports.customers or imports.people',
      parameters: [
        {
          name: 'kind',
          in: 'query' as const,
          required: true,
          schema: { type: 'string' as const, enum: ['customers', 'people'] },
        },
      ],
      requestBody: upload,
      responses: json(refs.import, 'The import with the columns that were recognised'),
    },
  },
  '/imports/{id}/failed.csv': {
    get: {
      operationId: 'transfers.failed',
      summary: 'The rows that failed, with their reasons',
      tags: ['transfers'],
      permission: 'signedIn',
      parameters: [id],
      responses: bytes('text/csv', 'UTF-8 with a byte order mark; cells that look like formulas are quoted'),
    },
  },
  '/stream': {
    get: {
      operationId: 'notifications.stream',
      summary: 'Messages, progress and changes as server-sent events, each the JSON of one; ends with the session',
      tags: ['messages'],
      permission: 'signedIn',
      responses: bytes('text/event-stream', 'Events without end'),
    },
  },
});
