import type { Page } from 'playwright-core';
import { complaints, phone, visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

async function customerId(page: Page, name: string): Promise<string> {
  const { items } = await (await page.request.get(`/api/customers?limit=1&q=${encodeURIComponent(name)}`)).json();
  if (!items[0]) throw new Error(`${name} is not there`);
  return items[0].id;
}

async function create(page: Page, name: string, more: object = {}): Promise<string> {
  const answer = await page.request.post('/api/customers', { data: { name, acceptSimilar: true, ...more } });
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()).id;
}

/** Somebody else's customer is found by the check for duplicates; its owner takes the asker onto the team. */
async function join(asker: Page, owner: Page): Promise<void> {
  await asker.goto('/customers/new');
  await asker.getByRole('textbox', { name: '客户名称' }).fill('浙江嘉禾塑胶有限公司');
  await asker.getByText('您不能查看这家客户').waitFor();
  await asker.getByRole('button', { name: '申请加入团队' }).click();
  await asker.getByRole('dialog').getByRole('textbox').fill('东莞的新厂找我询价');
  await asker.getByRole('button', { name: '发送申请' }).click();
  await asker.getByText('申请已发送').waitFor();
  await owner.goto('/team-requests');
  const row = owner.locator('li').filter({ hasText: '嘉禾塑胶' });
  await row.getByRole('button', { name: '答复' }).click();
  await row.getByRole('button', { name: '同意加入' }).click();
  await row.waitFor({ state: 'detached' });
  await asker.goto('/team-requests?box=asked');
  await asker.getByText('已同意').waitFor();
  await asker.getByRole('link', { name: '浙江嘉禾塑胶有限公司' }).click();
  await asker.getByRole('heading', { level: 1, name: '浙江嘉禾塑胶有限公司' }).waitFor();
}

/** Two archives of one company become one, and two again. */
async function mergeAndUndo(manager: Page): Promise<void> {
  const own = await create(manager, '苏州合并示例材料有限公司');
  const other = await create(manager, '合并示例材料', { website: 'example.com' });
  await manager.goto(`/customers/${own}/merge?other=${other}`);
  await manager.getByRole('radio', { name: '网址 合并示例材料' }).waitFor();
  await manager.getByRole('button', { name: '合并到「苏州合并示例材料有限公司」' }).click();
  await manager.getByText('「合并示例材料」已并入这家客户').waitFor();
  await manager.getByText('example.com').first().waitFor();
  await manager.goto(`/customers/${other}`);
  await manager.waitForURL(`**/customers/${own}`);
  await manager.getByRole('button', { name: '撤销合并' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click();
  await manager.waitForURL(`**/customers/${other}`);
  await manager.getByRole('heading', { level: 1, name: '合并示例材料' }).waitFor();
}

async function pick(page: Page, name: string): Promise<void> {
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
}

/** A subsidiary, and a distributor that serves it. */
async function group(manager: Page): Promise<void> {
  await create(manager, '子公司示例厂');
  await manager.goto(`/customers/${await customerId(manager, '恒信塑业')}?tab=channel`);
  await manager.getByRole('button', { name: '添加下属公司' }).click();
  await manager.getByRole('combobox', { name: '添加下属公司' }).fill('子公司示例');
  await pick(manager, '子公司示例厂');
  await manager.getByRole('link', { name: '子公司示例厂' }).click();
  await manager.getByRole('heading', { level: 1, name: '子公司示例厂' }).waitFor();
  await manager.goto(`${manager.url().split('?')[0]}?tab=channel`);
  await manager.getByRole('button', { name: '登记经销关系' }).click();
  await manager.getByRole('combobox', { name: '经销商' }).fill('沪联');
  await pick(manager, '沪联');
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: '保 存' })
    .or(manager.getByRole('dialog').getByRole('button', { name: '保存' }))
    .first()
    .click();
  await manager.getByRole('link', { name: '上海沪联化工贸易有限公司' }).first().waitFor();
}

export const channel: Journey[] = [
  {
    name: 'channel: a duplicate, a request and its answer; a merge and its undoing; group and distributor',
    async run({ browser, url }) {
      const asker = await visitor(browser, url, 'south.rep1', { size: phone });
      const owner = await visitor(browser, url, 'east.rep1');
      const manager = await visitor(browser, url, 'east.manager');
      const errors = [asker, owner, manager].map(({ page }) => complaints(page));
      await join(asker.page, owner.page);
      await mergeAndUndo(manager.page);
      await group(manager.page);
      for (const { context } of [asker, owner, manager]) await context.close();
      if (errors.flat().length > 0) throw new Error(errors.flat().join('\n'));
      return undefined;
    },
  },
];
