import type { Page } from 'playwright-core';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

/** A filter by the keyboard: the dialog opens with a condition to fill, and Enter applies it. */
async function filter(page: Page): Promise<void> {
  await page.goto('/customers?view=all');
  await page.getByRole('table', { name: '我的客户' }).waitFor();
  await page.getByRole('button', { name: '添加条件' }).first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '筛选条件' });
  await dialog.getByRole('combobox', { name: '字段' }).focus();
  await page.keyboard.type('客户名称');
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: '值' }).fill('公司');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '修改条件：客户名称 包含 公司' }).waitFor();
}

/** A group of conditions of which one is enough, added and taken out without the mouse. */
async function nest(page: Page): Promise<void> {
  await page.getByRole('button', { name: '修改条件：客户名称 包含 公司' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '筛选条件' });
  await dialog.getByRole('button', { name: '添加条件组' }).first().focus();
  await page.keyboard.press('Enter');
  const inner = dialog.getByRole('group', { name: /^条件组/ });
  // The field of the new condition has the focus.
  await page.keyboard.type('客户名称');
  await page.keyboard.press('Enter');
  await inner.getByRole('textbox', { name: '值' }).fill('有限');
  await inner.getByRole('button', { name: '添加条件', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('客户名称');
  await page.keyboard.press('Enter');
  await inner.getByRole('textbox', { name: '值' }).last().fill('股份');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const words = '（客户名称 包含 有限 或者 客户名称 包含 股份）';
  await page.getByRole('button', { name: `修改条件：${words}` }).waitFor();
  await page.getByRole('button', { name: `去掉条件：${words}` }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `修改条件：${words}` }).waitFor({ state: 'detached' });
}

async function keep(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '存为视图' }).click();
  const dialog = page.getByRole('dialog', { name: '保存视图' });
  await dialog.getByRole('textbox', { name: '名称' }).fill(name);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator(`button[aria-pressed="true"]:has-text("${name}")`).waitFor();
}

/** Groups say how many there are, and open and close their rows; the change can be kept in the view. */
async function group(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: '分组' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-item-option[title="级别"]:visible').click();
  await page.getByRole('table', { name: '我的客户' }).first().waitFor();
  await page.getByRole('button', { name: '全部收起' }).click();
  const first = page.locator('button[aria-expanded="false"]', { hasText: '家' }).first();
  await first.click();
  await page.getByRole('table', { name: '我的客户' }).waitFor();
  await page.getByRole('button', { name: '保存对视图的修改' }).click();
  await page.getByRole('button', { name: '保存对视图的修改' }).waitFor({ state: 'detached' });
}

/** J walks, X chooses, ? shows the keys, Esc lets go. */
async function walk(page: Page): Promise<void> {
  await page.goto('/customers?view=all');
  await page.getByRole('table', { name: '我的客户' }).waitFor();
  await page.locator('main').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: '键盘操作' }).waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('已选 2 家').last().waitFor();
}

async function changeMany(page: Page): Promise<void> {
  await page.getByRole('button', { name: '批量修改' }).click();
  const dialog = page.getByRole('dialog', { name: '批量修改' });
  await dialog.getByRole('combobox', { name: '修改的字段' }).focus();
  await page.keyboard.type('行业');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '改为' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '预览' }).click();
  await dialog.getByText('共 2 家').waitFor();
  await dialog.getByRole('button', { name: '开始修改' }).click();
  await page.waitForURL('**/customers/bulk/*');
  await page.getByRole('heading', { name: '修改完成' }).waitFor();
  await page.getByRole('link', { name: '批量修改记录' }).click();
  const row = page.getByRole('table', { name: '批量修改记录' }).getByRole('row').nth(1);
  await row.getByRole('button', { name: '撤销这次修改' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次修改' }).click();
  await row.getByText('已撤销').waitFor();
}

export const lists: Journey = {
  name: 'lists: filter, view, group, choose by keys, change many and undo',
  async run({ browser, url }) {
    const { context, page } = await visitor(browser, url, 'east.manager');
    await filter(page);
    await nest(page);
    await keep(page, '公司类客户');
    await group(page);
    await walk(page);
    await changeMany(page);
    await context.close();
    return undefined;
  },
};
