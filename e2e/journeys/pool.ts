import type { Page } from 'playwright-core';
import type { Visitor } from '../browser.ts';
import { visitor } from '../browser.ts';
import type { Journey, World } from '../run.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const name = '浙江公海旅程试验有限公司';

/** A customer of the owner's own that the rules would take in the coming weeks. */
async function makeCustomer(owner: Visitor, url: string, name: string, phone: string): Promise<string> {
  const { items } = await (await owner.page.request.get(`${url}/api/lists`)).json();
  const region = items.find((one: { list: string; name: string }) => one.list === 'region' && one.name === '浙江');
  const made = await owner.page.request.post(`${url}/api/customers`, {
    data: { name, regionId: region.id, phone, contacts: [{ name: '旅程联系人' }] },
  });
  return (await made.json()).id;
}

/** The owner gives the customer back on the archive and loses sight of it. */
async function giveBack(page: Page, id: string): Promise<void> {
  await page.goto(`/customers/${id}`);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '退回公海' }).click();
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.getByTitle('近期没有需求').click();
  await page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
  await page.waitForURL((address) => address.pathname === '/customers');
  const answer = await page.request.get(`/api/customers/${id}`);
  ensure(answer.status() === 404, `the former owner still sees the customer: ${answer.status()}`);
}

async function claimFrom(page: Page): Promise<void> {
  await page.goto('/pool');
  await page
    .getByRole('textbox', { name: '按名称查找' })
    .or(page.getByRole('searchbox', { name: '按名称查找' }))
    .fill('旅程试验');
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor();
  await page.getByText('1 家').first().waitFor();
  const words = (await row.textContent()) ?? '';
  ensure(words.includes('近期没有需求'), `why it was returned is not said: ${words}`);
  const shown = await page.content();
  ensure(!shown.includes('99887766') && !shown.includes('旅程联系人'), 'the pool shows what is masked');
  // Who clicks twice is asked all the same.
  await row.getByRole('button', { name: /领取/ }).dblclick();
  await page.getByRole('dialog').getByRole('button', { name: '领取' }).click();
  await page.waitForURL((address) => address.pathname.startsWith('/customers/'));
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** One claim a day: the second is refused, and what is refused stays in the pool. */
async function oneADay(ops: Page, colleague: Page, id: string): Promise<void> {
  const set = async (maxClaimsADay: number) => {
    const { items } = await (await ops.request.get('/api/pools')).json();
    const all = items.find((one: { name: string }) => one.name === '全国公海');
    const answer = await ops.request.patch(`/api/pools/${all.id}`, { data: { version: all.version, maxClaimsADay } });
    ensure(answer.ok(), await answer.text());
    return all.maxClaimsADay;
  };
  const before = await set(1);
  await colleague.goto(`/pool/${id}`);
  await colleague.getByRole('button', { name: /领取/ }).click();
  await colleague.getByRole('dialog').getByRole('button', { name: '领取' }).click();
  await colleague.getByText('您今天从这个公海领取的客户已到上限 1 家。').waitFor();
  await set(before);
}

export const pool: Journey = {
  name: 'the pool: rule, warning, return, claim, limits',
  async run({ browser, url }: World) {
    const ops = await visitor(browser, url, 'ops');
    const owner = await visitor(browser, url, 'east.rep1');
    const colleague = await visitor(browser, url, 'east.rep2');
    const id = await makeCustomer(owner, url, name, '0571-99887766');
    const other = await makeCustomer(owner, url, '浙江第二家公海旅程有限公司', '0571-99887755');
    await ops.page.goto('/admin/pools');
    await ops.page.getByRole('link', { name: '全国公海' }).click();
    await ops.page.getByRole('button', { name: '预览今晚' }).click();
    await ops.page.getByText('今晚不会退回，也不会提醒任何客户。').waitFor();
    await owner.page.goto('/today');
    await owner.page.getByRole('heading', { name: '即将退回公海' }).waitFor();
    await giveBack(owner.page, id);
    await claimFrom(colleague.page);
    await colleague.page.goto(`/customers/${id}?tab=team`);
    await colleague.page.getByText('负责人历史').waitFor();
    await colleague.page.getByText('从公海领取').first().waitFor();
    await giveBack(owner.page, other);
    await oneADay(ops.page, colleague.page, other);
    const gone = await owner.page.request.post(`${url}/api/pool/customers/${id}/claim`, { data: {} });
    ensure(gone.status() === 409, `a claim too late answers ${gone.status()}`);
    for (const { context } of [ops, owner, colleague]) await context.close();
    return undefined;
  },
};
