import type { Page } from 'playwright-core';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const name = '无锡号码旅程机械有限公司';
const contact = '旅程会计';
const [ofCompany, ofContact] = ['0510-83334455', '13912345678'];

/** A customer whose owner takes somebody onto the team who reads telephones one by one. */
async function makeCustomer(owner: Page, reader: Page): Promise<string> {
  const made = await owner.request.post('/api/customers', {
    data: { name, phone: ofCompany, contacts: [{ name: contact, phone: ofContact }] },
  });
  ensure(made.ok(), await made.text());
  const { id, version, owner: person } = await made.json();
  const me = await (await reader.request.get('/api/auth/me')).json();
  const team = [
    { personId: person.id, role: 'owner' },
    { personId: me.id, role: 'service', access: 'read' },
  ];
  const set = await owner.request.put(`/api/customers/${id}/team`, { data: { version, team } });
  ensure(set.ok(), await set.text());
  return id;
}

/** How many numbers a day; answers how many it was. */
async function allow(admin: Page, phoneReveals: number): Promise<number> {
  const company = await (await admin.request.get('/api/company')).json();
  const answer = await admin.request.patch('/api/company', { data: { version: company.version, phoneReveals } });
  ensure(answer.ok(), await answer.text());
  return company.phoneReveals;
}

async function reveal(reader: Page, id: string): Promise<void> {
  await reader.goto(`/customers/${id}`);
  await reader.getByRole('heading', { level: 1, name }).waitFor();
  const button = (of: string) => reader.getByRole('button', { name: `查看${of}的完整电话（会记录）` }).first();
  await button(name).waitFor();
  const masked = await reader.content();
  ensure(!masked.includes(ofCompany) && !masked.includes(ofContact), 'a telephone stands there in full');
  await button(name).click();
  await reader.getByRole('link', { name: ofCompany }).waitFor();
  await reader.getByText('今天还可查看 0 个').waitFor();
  // It was recorded: after coming back nothing is left of the day.
  await reader.goto(`/customers/${id}?tab=contacts`);
  await button(contact).click();
  await reader.getByText(/今天已查看 1 个号码，.*起可以继续查看。/).waitFor();
  ensure(!(await reader.content()).includes(ofContact), 'beyond the limit a telephone is shown');
}

export const phones: Journey = {
  name: 'telephones: masked, looked at one by one, limited by the day',
  async run({ browser, url }) {
    const admin = await visitor(browser, url, 'admin');
    const owner = await visitor(browser, url, 'east.rep1');
    const reader = await visitor(browser, url, 'finance');
    const before = await allow(admin.page, 1);
    await reveal(reader.page, await makeCustomer(owner.page, reader.page));
    await allow(admin.page, before);
    for (const { context } of [admin, owner, reader]) await context.close();
    return undefined;
  },
};
