import type { Page } from 'playwright-core';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

/** Chooses in a select by what its options are called. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.keyboard.type(option);
  await page.keyboard.press('Enter');
}

async function addField(page: Page, label: string, type: string): Promise<void> {
  await page.getByRole('button', { name: '添加字段' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill(label);
  await choose(page, '种类', type);
}

async function save(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: '保存字段' }).click();
  await page.getByRole('button', { name: `修改“${label}”` }).waitFor();
}

/** A field with choices, and one that is only shown for one of them; the preview follows while they are written. */
async function define(page: Page): Promise<void> {
  await page.goto('/admin/segments');
  await page.getByRole('button', { name: '终端客户' }).click();
  await addField(page, '采购方式', '单选');
  for (const [place, choice] of ['招标', '询价'].entries()) {
    await page.getByRole('button', { name: '添加选项' }).click();
    await page.getByRole('textbox', { name: `第 ${place + 1} 个选项` }).fill(choice);
  }
  await page.getByRole('region', { name: '预览' }).getByRole('combobox', { name: '采购方式' }).waitFor();
  await save(page, '采购方式');
  await addField(page, '招标平台', '文字');
  await page.getByRole('radio', { name: '另一个字段等于其中之一' }).check();
  await choose(page, '看哪个字段', '采购方式');
  await choose(page, '等于', '招标');
  await page.keyboard.press('Escape');
  await save(page, '招标平台');
  const preview = page.getByRole('region', { name: '预览' });
  await preview.getByRole('combobox', { name: '采购方式' }).waitFor();
  if ((await preview.getByRole('textbox', { name: '招标平台' }).count()) > 0) throw new Error('shown without its rule');
  await preview.getByRole('combobox', { name: '采购方式' }).click();
  await page.keyboard.type('招标');
  await page.keyboard.press('Enter');
  await preview.getByRole('textbox', { name: '招标平台' }).waitFor();
}

async function fillIn(page: Page, customerId: string): Promise<void> {
  await page.goto(`/customers/${customerId}`);
  await page.getByRole('button', { name: '修改档案' }).click();
  await choose(page, '采购方式', '招标');
  await page.getByRole('textbox', { name: '招标平台' }).fill('中招网');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: '修改档案' }).waitFor();
  await page.getByText('招标平台：中招网').waitFor();
}

/** A retired field is still read on the archive, and no longer asked for. */
async function retire(operations: Page, seller: Page): Promise<void> {
  await operations.getByRole('button', { name: '停用“招标平台”' }).click();
  await operations.getByRole('button', { name: '启用“招标平台”' }).waitFor();
  await seller.reload();
  await seller.locator('dd').filter({ hasText: '中招网' }).waitFor();
  await seller.getByRole('button', { name: '修改档案' }).click();
  await seller.getByRole('combobox', { name: '采购方式' }).waitFor();
  if ((await seller.getByRole('textbox', { name: '招标平台' }).count()) > 0)
    throw new Error('asked for though retired');
}

export const ownFields: Journey = {
  name: 'own fields from definition to archive',
  async run({ browser, url }) {
    const operations = await visitor(browser, url, 'ops');
    const seller = await visitor(browser, url, 'east.rep1');
    await define(operations.page);
    const { items } = await (await seller.context.request.get('/api/lists')).json();
    const segment = items.find((one: { list: string; name: string }) => one.name === '终端客户');
    const made = await seller.context.request.post('/api/customers', {
      data: { name: '常州云枫涂装有限公司', segmentId: segment.id },
    });
    if (!made.ok()) throw new Error(await made.text());
    await fillIn(seller.page, (await made.json()).id);
    await retire(operations.page, seller.page);
    await operations.context.close();
    await seller.context.close();
    return undefined;
  },
};
