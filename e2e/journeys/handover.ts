import type { Page } from 'playwright-core';
import type { Visitor } from '../browser.ts';
import { visitor } from '../browser.ts';
import type { Journey, World } from '../run.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const leaver = { login: 'journey.leaver', name: '旅程离职人' };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const names = ['东莞启德旅程印刷有限公司', '珠海百川旅程水务有限公司'];

/** A salesperson of the south with two customers and an item at each. */
async function makeLeaver(admin: Visitor, { browser, url }: World): Promise<string> {
  const { request } = admin.page;
  const json = async (path: string) => (await request.get(`${url}${path}`)).json();
  const { items: roles } = await json('/api/roles');
  const { items: people } = await json(`/api/colleagues?q=${encodeURIComponent('黄志强')}&limit=5`);
  const role = roles.find((one: { code: string }) => one.code === 'salesperson');
  const made = await request.post(`${url}/api/users`, {
    data: { ...leaver, supervisorId: people[0].id, roleIds: [role.id] },
  });
  ensure(made.ok(), await made.text());
  const person = await visitor(browser, url, leaver.login);
  for (const name of names) {
    const customer = await person.page.request.post(`${url}/api/customers`, {
      data: { name, contacts: [{ name: '旅程厂长' }] },
    });
    ensure(customer.ok(), await customer.text());
    const { id } = await customer.json();
    const item = await person.page.request.post(`${url}/api/plan-items`, {
      data: { title: `回访${name}`, day: inDays(9), activity: 'call', customerId: id },
    });
    ensure(item.ok(), await item.text());
  }
  await person.context.close();
  return (await made.json()).id;
}

async function choose(page: Page, label: string, at: number, name: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label }).nth(at);
  await field.click();
  await field.fill(name);
  await page.locator('.ant-select-item-option').filter({ hasText: name }).locator('visible=true').first().click();
}

/** The manager reads what the person holds, by name, and gives one customer to somebody of its own. */
async function lookThrough(page: Page, personId: string): Promise<void> {
  await page.goto(`/handovers/new?person=${personId}`);
  await page.getByRole('heading', { level: 1, name: `${leaver.name} 的工作交接` }).waitFor();
  const held = page.getByRole('region', { name: '负责的客户' });
  for (const name of names) await held.getByText(name).waitFor();
  await page.getByText('随客户、公海或下属移交').first().waitFor();
  await choose(page, '接手人', 0, '李婷');
  await page.getByRole('heading', { name: '李婷 将接手' }).waitFor();
  await choose(page, `单独指定 ${names[1]}`, 0, '黄志强');
  await page.getByRole('heading', { name: '黄志强 将接手' }).waitFor();
}

/** Whoever keeps the organisation runs it and closes the account with it. */
async function run(page: Page, personId: string): Promise<void> {
  await page.goto(`/handovers/new?person=${personId}`);
  await choose(page, '接手人', 0, '李婷');
  await page.getByRole('heading', { name: '李婷 将接手' }).waitFor();
  await page.getByRole('checkbox', { name: /同时办理离职/ }).check();
  await page.getByRole('button', { name: /确认交接/ }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '确定' }).click();
  await page.waitForURL((address) => /\/handovers\/[0-9a-f-]{36}$/.test(address.pathname));
}

/** The successor finds the customer, its briefing from both sides, and the visit that is planned there. */
async function takeOver({ page }: Visitor): Promise<void> {
  await page.goto('/handovers');
  await page.getByRole('link', { name: `${leaver.name} 的工作交接` }).click();
  await page.getByRole('link', { name: `交接简报 ${names[0]}` }).waitFor();
  await page.getByRole('link', { name: names[0], exact: true }).click();
  await page.getByRole('heading', { level: 1, name: names[0] }).waitFor();
  await page.goto(`${page.url()}?tab=team`);
  const link = page.getByRole('link', { name: `原负责人 ${leaver.name}`, exact: true });
  const briefing = await page.request.get((await link.getAttribute('href')) ?? '');
  ensure((await briefing.text()).includes('旅程厂长'), 'the briefing names no contact');
  const { items } = await (await page.request.get(`/api/plan-items?from=${inDays(0)}&to=${inDays(30)}`)).json();
  const visits = items.filter((one: { title: string }) => one.title === `接手拜访（原负责人 ${leaver.name}）`);
  ensure(visits.length === names.length, `${visits.length} visits are planned`);
}

export const handover: Journey = {
  name: 'handover of a leaver: list, rule, preview, run, successor, account closed',
  async run(world: World) {
    const { browser, url } = world;
    const admin = await visitor(browser, url, 'admin');
    const manager = await visitor(browser, url, 'south.manager');
    const successor = await visitor(browser, url, 'south.rep1');
    const personId = await makeLeaver(admin, world);
    const gone = await visitor(browser, url, leaver.login);
    await lookThrough(manager.page, personId);
    await run(admin.page, personId);
    await takeOver(successor);
    const me = await gone.page.request.get(`${url}/api/auth/me`);
    ensure(me.status() === 401, `the leaver is still signed in: ${me.status()}`);
    const again = await gone.page.request.post(`${url}/api/demo/sign-in`, { data: { login: leaver.login } });
    ensure(!again.ok(), 'the leaver signs in again');
    for (const { context } of [admin, manager, successor, gone]) await context.close();
    return undefined;
  },
};
