import { expect, vi } from 'vitest';
import type { Answer, Caller, TestApp } from './app.ts';

/** Uploads a file to be imported, as a browser does. */
export async function upload(
  app: TestApp,
  caller: Caller,
  kind: string,
  content: Buffer | string,
  name = 'file.csv',
): Promise<Answer> {
  const boundary = 'licheng-test-boundary';
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
        'content-type: application/octet-stream\r\n\r\n',
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const response = await app.http.inject({
    method: 'POST',
    url: `/api/imports/upload?kind=${kind}`,
    headers: { cookie: caller.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return { status: response.statusCode, body: response.json(), headers: response.headers };
}

/** Waits until the work of an import has come to an end; answers the import. */
export async function settled(caller: Caller, id: string, timeout = 15_000): Promise<Answer['body']> {
  return vi.waitFor(
    async () => {
      const { body } = await caller.call('GET', `/api/imports/${id}`);
      expect(['checking', 'running', 'undoing']).not.toContain(body.state);
      return body;
    },
    { timeout, interval: 50 },
  );
}

/** Asks for a step of an import and waits for its end. */
export async function step(
  caller: Caller,
  record: { id: string; version: number },
  name: 'check' | 'run' | 'undo',
  fields: Record<string, unknown> = {},
): Promise<Answer['body']> {
  const answer = await caller.call('POST', `/api/imports/${record.id}/${name}`, { version: record.version, ...fields });
  expect(answer.body).toMatchObject({ id: record.id });
  return settled(caller, record.id);
}

/** The file of an export of what the caller sees, as CSV. */
export async function exportedFile(app: TestApp, caller: Caller, kind: string): Promise<string> {
  const asked = await caller.call('POST', '/api/exports', { kind, format: 'csv' });
  await vi.waitFor(
    async () =>
      expect((await caller.call('GET', `/api/exports/${asked.body.id}`)).body).toMatchObject({ state: 'finished' }),
    { timeout: 15_000, interval: 50 },
  );
  const url = `/api/exports/${asked.body.id}/file`;
  return (await app.http.inject({ url, headers: { cookie: caller.cookie } })).body;
}
