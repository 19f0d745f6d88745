import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { filesJobs } from './index.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

const boundary = 'boundary-of-a-form';

function form(name: string, content: Buffer | string, field = 'file'): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/svg+xml\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

async function send(caller: Caller, payload: Buffer, type = `multipart/form-data; boundary=${boundary}`) {
  const headers = { ...(caller.cookie ? { cookie: caller.cookie } : {}), 'content-type': type };
  const response = await app.http.inject({ method: 'POST', url: '/api/files', headers, payload });
  return { status: response.statusCode, body: response.json() };
}

async function download(caller: Caller, id: string) {
  const response = await app.http.inject({ url: `/api/files/${id}/content`, headers: { cookie: caller.cookie } });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
}

async function stored(): Promise<string[]> {
  const names = await readdir(join(app.runtime.settings.dataDir, 'files'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes('-'));
}

async function rows(): Promise<number> {
  const { rowCount } = await app.runtime.pool.query('select from files');
  return rowCount ?? 0;
}

describe('an upload', () => {
  test('is kept with its name, size and hash, and comes back as a download', async () => {
    const person = await app.person();
    const caller = await app.as(person);
    const bytes = randomBytes(3 * 1024 * 1024);
    const { status, body } = await send(caller, form('报价单 2026.pdf', bytes));
    expect(status).toBe(200);
    expect(body).toEqual({
      id: body.id,
      name: '报价单 2026.pdf',
      type: 'application/pdf',
      size: bytes.length,
      createdAt: body.createdAt,
      owner: { id: person.id, name: person.name, post: null },
    });
    expect((await caller.call('GET', `/api/files/${body.id}`)).body).toEqual(body);
    const got = await download(caller, body.id);
    expect(got.status).toBe(200);
    expect(got.bytes.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="___ 2026.pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%E5%8D%95%202026.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const row = await app.runtime.pool.query('select sha256 from files where id = $1', [body.id]);
    expect(row.rows).toEqual([{ sha256: createHash('sha256').update(bytes).digest('hex') }]);
  });

  test('stays below the folder whatever its name', async () => {
    const caller = await app.as(await app.person());
    const { body } = await send(caller, form('../../../../tmp/escaped.txt', 'text'));
    expect(body.name).toBe('escaped.txt');
    const paths = await stored();
    expect(paths.filter((path) => path.includes(body.id))).toEqual([join(body.id.slice(-2), body.id)]);
    const about = await stat(join(app.runtime.settings.dataDir, 'files', body.id.slice(-2), body.id));
    expect(about.mode & 0o077).toBe(0);
  });

  test('is refused when it is empty, too large, or of a kind that does harm, and leaves nothing behind', async () => {
    const caller = await app.as(await app.person());
    const [before, files] = [await rows(), (await stored()).length];
    expect(await send(caller, form('a.txt', ''))).toMatchObject({ status: 422, body: { code: 'files.empty' } });
    expect(await send(caller, form('a.exe', 'x'))).toMatchObject({ status: 422, body: { code: 'files.typeRefused' } });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    expect(await send(caller, form('a.png', svg))).toMatchObject({ status: 422, body: { code: 'files.typeRefused' } });
    const large = Buffer.alloc(25 * 1024 * 1024 + 1, 'a');
    expect(await send(caller, form('a.txt', large))).toMatchObject({ status: 413, body: { code: 'common.tooLarge' } });
    expect([await rows(), (await stored()).length]).toEqual([before, files]);
    expect((await send(caller, form('a.txt', large.subarray(1)))).status).toBe(200);
  });

  test('is refused when it is no form, not whole, or not the field', async () => {
    const caller = await app.as(await app.person());
    const files = (await stored()).length;
    expect((await send(caller, Buffer.from('{}'), 'application/json')).status).toBe(400);
    expect((await send(caller, Buffer.from('text'), 'multipart/form-data')).status).toBe(400);
    expect((await send(caller, form('a.txt', 'text').subarray(0, -30))).status).toBe(400);
    const wrong = await send(caller, form('a.txt', 'text', 'other'));
    expect(wrong).toMatchObject({ status: 422, body: { fields: [{ path: 'file', code: 'required' }] } });
    expect((await send(caller, Buffer.from(`--${boundary}--\r\n`))).status).toBe(422);
    expect((await stored()).length).toBe(files);
    expect((await send(app.anonymous, form('a.txt', 'text'))).status).toBe(401);
  });
});

describe('a file', () => {
  async function prove(file: string, itemOwner: TestPerson): Promise<void> {
    const item = newId();
    await app.runtime.pool.query(
      `insert into plan_items (id, owner_id, kind, activity, title, day, created_at)
       values ($1, $2, 'routine', 'document', '写方案', current_date, now())`,
      [item, itemOwner.id],
    );
    await app.runtime.pool.query(
      `insert into plan_item_proofs (id, item_id, kind, file_id, created_at) values ($1, $2, 'document', $3, now())`,
      [newId(), item, file],
    );
  }

  test('is seen by its owner, the line above, and who sees what it proves; to others it does not exist', async () => {
    const boss = await app.person();
    const owner = await app.person({ supervisor: boss });
    const peer = await app.person({ supervisor: boss });
    const otherBoss = await app.person();
    const helped = await app.person({ supervisor: otherBoss });
    const { body } = await send(await app.as(owner), form('方案.docx', 'PK'));
    const seenBy = async (person: TestPerson) => {
      const caller = await app.as(person);
      const [about, content] = [await caller.call('GET', `/api/files/${body.id}`), await download(caller, body.id)];
      expect(about.status).toBe(content.status);
      return about.status === 200;
    };
    expect([await seenBy(owner), await seenBy(boss)]).toEqual([true, true]);
    for (const person of [peer, helped, otherBoss]) expect(await seenBy(person)).toBe(false);
    await prove(body.id, helped);
    for (const person of [helped, otherBoss]) expect(await seenBy(person)).toBe(true);
    expect(await seenBy(peer)).toBe(false);

    const stranger = await app.as(peer);
    for (const path of ['', '/content']) {
      const [hidden, missing] = await Promise.all(
        [body.id, newId()].map((id) => stranger.call('GET', `/api/files/${id}${path}`)),
      );
      expect(hidden?.status).toBe(404);
      expect({ ...hidden?.body, requestId: '' }).toEqual({ ...missing?.body, requestId: '' });
      expect((await app.anonymous.call('GET', `/api/files/${body.id}${path}`)).status).toBe(401);
    }
    expect((await stranger.call('GET', '/api/files/x')).status).toBe(422);
    expect((await stranger.call('GET', '/api/files/..%2f..%2fsecret/content')).status).toBe(404);
  });
});

test('tidying removes kept files whose row was never written, a day later, and no others', async () => {
  const hours = (count: number) => new Date(Date.now() - count * 60 * 60_000);
  const [orphan, young, ancient, known] = [newId(hours(30)), newId(hours(20)), newId(hours(9 * 24)), newId(hours(30))];
  const place = (id: string) => join(id.slice(-2), id);
  for (const id of [orphan, young, ancient, known]) {
    const path = join(app.runtime.settings.dataDir, 'files', place(id));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'bytes');
  }
  await app.runtime.pool.query(
    `insert into files (id, owner_id, name, type, size, sha256, created_at)
     select $1, id, 'x.txt', 'text/plain', 5, repeat('0', 64), now() from users limit 1`,
    [known],
  );
  for (const job of filesJobs) await job.run(app.runtime, {});
  const left = await stored();
  for (const id of [young, ancient, known]) expect(left).toContain(place(id));
  expect(left).not.toContain(place(orphan));
});

test('tidying removes what broke off a day ago, and nothing else', async () => {
  const folder = join(app.runtime.settings.dataDir, 'files', 'incoming');
  await mkdir(folder, { recursive: true });
  const [old, young] = [newId(), newId()];
  for (const id of [old, young]) await writeFile(join(folder, id), 'part');
  const long = new Date(Date.now() - 25 * 60 * 60_000);
  await utimes(join(folder, old), long, long);
  const kept = (await stored()).filter((path) => !path.startsWith('incoming'));
  for (const job of filesJobs) await job.run(app.runtime, {});
  expect(await readdir(folder)).toEqual([young]);
  expect((await stored()).filter((path) => !path.startsWith('incoming'))).toEqual(kept);
});
