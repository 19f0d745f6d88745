import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
let now = new Date('2026-03-10T04:00:00Z');
let boss: TestPerson;
let owner: TestPerson;
let member: TestPerson;
let stranger: TestPerson;
let asBoss: Caller;
let asOwner: Caller;
let asMember: Caller;
let asStranger: Caller;
let customerId: string;

beforeAll(async () => {
  app = await createTestApp({ now: () => now, worker: true });
  boss = await app.person({ name: '陈立', roles: ['manager'] });
  owner = await app.person({ name: '林岚', supervisor: boss });
  member = await app.person({ name: '王磊' });
  stranger = await app.person({ name: '李婷' });
  asBoss = await app.as(boss);
  asOwner = await app.as(owner);
  asMember = await app.as(member);
  asStranger = await app.as(stranger);
  const made = await app.customer({ owner, team: [{ person: member, role: 'technical' }] });
  customerId = made.id;
});
afterAll(() => app.stop());

const boundary = 'note-boundary';
async function upload(as: Caller, name: string): Promise<string> {
  const payload =
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\nwords of a file\r\n` +
    `--${boundary}--\r\n`;
  const headers = { cookie: as.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const response = await app.http.inject({ method: 'POST', url: '/api/files', headers, payload });
  return response.json().id;
}
const download = async (as: Caller, id: string) =>
  (await app.http.inject({ url: `/api/files/${id}/content`, headers: { cookie: as.cookie } })).statusCode;

type Fields = { text: string; mentions?: string[]; fileIds?: string[] };
const write = (as: Caller, body: Fields) => as.call('POST', `/api/customers/${customerId}/notes`, body);
type Entry = { type: string; actor: { id: string }; note: Body; data: Body };
// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes; a test looks at what it needs
type Body = any;
const timeline = async (as: Caller, query = ''): Promise<Entry[]> =>
  (await as.call('GET', `/api/customers/${customerId}/timeline${query}`)).body.items;
const noteOf = async (as: Caller, id: string) => (await timeline(as)).find((entry) => entry.note?.id === id)?.note;

describe('writing a note', () => {
  test('with a file: everyone who sees the customer reads it and gets the file, nobody else', async () => {
    const fileId = await upload(asOwner, '规格.txt');
    expect(await download(asMember, fileId)).toBe(404);
    const written = await write(asOwner, { text: '样品规格见附件', fileIds: [fileId] });
    expect(written).toMatchObject({ status: 200, body: { ok: true } });
    expect(await noteOf(asMember, written.body.noteId)).toMatchObject({
      text: '样品规格见附件',
      files: [{ id: fileId, name: '规格.txt' }],
      can: { change: false },
      version: 1,
    });
    expect((await noteOf(asOwner, written.body.noteId)).can.change).toBe(true);
    expect([await download(asMember, fileId), await download(asStranger, fileId)]).toEqual([200, 404]);
  });

  test('refuses files of others and customers that are not seen', async () => {
    const theirs = await upload(asMember, '他人的.txt');
    expect(await write(asOwner, { text: '附件', fileIds: [theirs] })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'fileIds.0', code: 'notFound' }] },
    });
    expect((await write(asStranger, { text: '不该写' })).body.code).toBe('common.notFound');
    expect((await write(app.anonymous, { text: '不该写' })).status).toBe(401);
    expect((await write(asOwner, { text: '' })).body.fields).toMatchObject([{ path: 'text', code: 'required' }]);
  });

  test('with a mention: who sees the customer is suggested and told, with a way there', async () => {
    const suggested = await asOwner.call('GET', `/api/customers/${customerId}/mentionable`);
    expect(suggested.body.items.map((one: TestPerson) => one.name).sort()).toEqual([member.name, boss.name].sort());
    const typed = await asOwner.call('GET', `/api/customers/${customerId}/mentionable?q=${encodeURIComponent('王')}`);
    expect(typed.body.items.map((one: TestPerson) => one.id)).toEqual([member.id]);
    expect((await asStranger.call('GET', `/api/customers/${customerId}/mentionable`)).status).toBe(404);
    const written = await write(asOwner, { text: '@王磊 请看', mentions: [member.id, member.id] });
    expect((await noteOf(asMember, written.body.noteId)).mentions).toMatchObject([{ id: member.id, name: '王磊' }]);
    const messages = async () => (await asMember.call('GET', '/api/messages')).body.items;
    await vi.waitFor(async () => expect(await messages()).toHaveLength(2), { timeout: 10_000 });
    expect((await messages())[0]).toMatchObject({
      kind: 'customer.mentioned',
      params: { actor: '林岚' },
      subjectType: 'customer',
      subjectId: customerId,
    });
  });

  test('a mention of somebody who does not see the customer is refused by name; nobody unknown has one', async () => {
    expect(await write(asOwner, { text: '@李婷', mentions: [member.id, stranger.id] })).toMatchObject({
      status: 422,
      body: {
        code: 'customers.mentionUnseen',
        params: { name: '李婷' },
        fields: [{ path: 'mentions.1', code: 'choice' }],
      },
    });
    const unknown = await write(asOwner, { text: '@谁', mentions: ['00000000-0000-7000-8000-00000000abcd'] });
    expect(unknown.body.fields).toEqual([{ path: 'mentions.0', code: 'notFound' }]);
  });
});

describe('changing a note', () => {
  test('its writer does, for a day; what stood there stays in the audit trail', async () => {
    const { noteId } = (await write(asOwner, { text: '第一版' })).body;
    const edited = await asOwner.call('PATCH', `/api/notes/${noteId}`, {
      version: 1,
      text: '第二版 @王磊',
      mentions: [member.id],
    });
    expect(edited).toMatchObject({ status: 200, body: { text: '第二版 @王磊', version: 2 } });
    expect(edited.body.editedAt).not.toBeNull();
    expect((await asOwner.call('PATCH', `/api/notes/${noteId}`, { version: 1, text: '旧' })).body.code).toBe(
      'common.stale',
    );
    expect((await asBoss.call('PATCH', `/api/notes/${noteId}`, { version: 2, text: '改' })).body.code).toBe(
      'common.forbidden',
    );
    expect((await asStranger.call('PATCH', `/api/notes/${noteId}`, { version: 2, text: '改' })).body.code).toBe(
      'common.notFound',
    );
    const [trace] = await app.runtime.kysely
      .selectFrom('events')
      .select(['audience', 'data'])
      .where('subject_id', '=', noteId)
      .where('type', '=', 'note.edited')
      .execute();
    expect(trace).toMatchObject({ audience: 'audit', data: { from: '第一版', to: '第二版 @王磊' } });
    expect(JSON.stringify(await timeline(asMember))).not.toContain('第一版');
  });

  test('taken back, the line stays without its words and files', async () => {
    const fileId = await upload(asOwner, '错.txt');
    const { noteId } = (await write(asOwner, { text: '写错客户', fileIds: [fileId] })).body;
    expect((await asMember.call('DELETE', `/api/notes/${noteId}?version=1`)).status).toBe(403);
    expect((await asOwner.call('DELETE', `/api/notes/${noteId}?version=1`)).status).toBe(200);
    expect(await noteOf(asMember, noteId)).toMatchObject({ text: '', files: [], can: { change: false } });
    expect(await download(asMember, fileId)).toBe(404);
    expect(JSON.stringify(await timeline(asMember))).not.toContain('写错客户');
    expect((await asOwner.call('DELETE', `/api/notes/${noteId}?version=2`)).body.code).toBe('customers.noteClosed');
  });

  test('not after a day', async () => {
    const { noteId } = (await write(asOwner, { text: '昨天写的' })).body;
    const before = now;
    now = new Date(before.getTime() + 24 * 3_600_000);
    expect((await asOwner.call('PATCH', `/api/notes/${noteId}`, { version: 1, text: '改' })).body.code).toBe(
      'customers.noteClosed',
    );
    expect((await noteOf(asOwner, noteId)).can.change).toBe(false);
    now = before;
  });
});

test('a timeline is narrowed to kinds and to a person, page by page', async () => {
  const { version } = (await asMember.call('GET', `/api/customers/${customerId}`)).body;
  await asMember.call('PATCH', `/api/customers/${customerId}`, { version, website: 'example.com' });
  await asMember.call('POST', `/api/customers/${customerId}/contacts`, { name: '陈静' });
  const all = await timeline(asOwner, '?limit=200');
  const types = async (query: string) => (await timeline(asOwner, query)).map((entry) => entry.type);
  expect(await types('?kinds[0]=contacts')).toEqual(['contact.created']);
  expect(await types('?kinds[0]=contacts&kinds[1]=archive')).toEqual([
    'contact.created',
    'customer.updated',
    'customer.created',
  ]);
  expect(await types(`?personId=${member.id}`)).toEqual(['contact.created', 'customer.updated']);
  expect(await types(`?personId=${member.id}&kinds[0]=archive`)).toEqual(['customer.updated']);
  expect(await types('?kinds[0]=visits')).toEqual([]);
  const paged: string[] = [];
  let cursor = '';
  do {
    const page = await asOwner.call('GET', `/api/customers/${customerId}/timeline?kinds[0]=notes&limit=2${cursor}`);
    paged.push(...page.body.items.map((entry: { id: string }) => entry.id));
    cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : '';
  } while (cursor);
  expect(paged).toEqual(all.filter((entry) => entry.type === 'customer.noted').map((entry) => (entry as Body).id));
  const wrong = await asOwner.call('GET', `/api/customers/${customerId}/timeline?kinds[0]=secrets`);
  expect(wrong).toMatchObject({ status: 422, body: { fields: [{ path: 'kinds.0', code: 'choice' }] } });
});
