import type { Page } from 'playwright-core';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

/** Exports what the list of customers finds, in the browser, and answers the file. */
async function exported(page: Page, kind: string): Promise<string> {
  await page.goto(`/customers?view=all&q=${encodeURIComponent('永晟')}`);
  await page.getByRole('button', { name: '导出' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('radio', { name: 'CSV' }).check();
  await dialog.getByRole('button', { name: /导\s?出/ }).click();
  await page.waitForURL('**/exports');
  const link = page
    .locator('main')
    .getByRole('listitem')
    .filter({ hasText: kind })
    .first()
    .getByRole('link', { name: '下载' });
  await link.waitFor();
  return (await page.request.get((await link.getAttribute('href')) ?? '')).text();
}

/** Uploads a file, asks for what is there to be changed, and waits for the dry run. */
async function checked(page: Page, kind: string, text: string): Promise<void> {
  await page.goto('/imports');
  await page.getByRole('radio', { name: kind }).locator('xpath=ancestor-or-self::label').click();
  const file = { name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('checkbox', { name: '更新已有的' }).check();
  await page.getByRole('button', { name: '开始试算' }).click();
  await page.getByText('试算结果').waitFor();
}

async function imported(page: Page): Promise<void> {
  const added = page.getByRole('checkbox', { name: '这些都是新的选项' });
  if ((await added.count()) > 0) await added.check();
  await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click();
  await page.getByText('导入完成').waitFor();
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the export does not hold ${from}`);
  return text.replace(from, to);
}

/** The file of customers with another value of an own field; what changes is seen before it is written, and after. */
async function changeOwnField(page: Page): Promise<void> {
  const file = await exported(page, '客户');
  await checked(page, '客户', replaced(file, '常熟恒泰助剂厂', '太仓新源助剂厂'));
  await page.getByText('常熟恒泰助剂厂 → 太仓新源助剂厂').waitFor();
  await imported(page);
  await page.getByRole('link', { name: /永晟/ }).first().click();
  await page.getByText('太仓新源助剂厂').first().waitFor();
}

/** The file of contacts with one more; the others stay as they are. */
async function addContact(page: Page): Promise<void> {
  const file = await exported(page, '联系人');
  const [head = ''] = file.split('\r\n');
  const cells = head.split(',').map((column, index) => {
    if (index === 0) return '江苏永晟化工有限公司';
    return column === '姓名' ? '沈一帆' : column === '决策角色' ? '影响者' : '';
  });
  await checked(page, '联系人', `${file}${cells.join(',')}\r\n`);
  await page.getByRole('cell', { name: '沈一帆' }).waitFor();
  await imported(page);
  await page.goto(`/customers?view=all&q=${encodeURIComponent('沈一帆')}`);
  await page.getByRole('link', { name: /永晟/ }).first().click();
  await page.getByRole('tab', { name: /联系人/ }).click();
  await page.getByText('沈一帆').first().waitFor();
}

export const imports: Journey = {
  name: 'an export that was changed goes in again',
  async run({ browser, url }) {
    const { page, context } = await visitor(browser, url, 'east.manager');
    await changeOwnField(page);
    await addContact(page);
    await context.close();
    return undefined;
  },
};
