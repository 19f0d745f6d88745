import type { Page } from 'playwright-core';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

const name = '旅程费用申请';

const tab = (page: Page, label: string) => page.getByRole('tab', { name: label, exact: true }).click();
const dialog = (page: Page) => page.getByRole('dialog');
const card = (page: Page, words: string) => page.getByRole('button', { name: words }).first();

async function begin(page: Page): Promise<void> {
  await page.goto('/admin/workflows');
  await page.getByRole('button', { name: '新建流程' }).first().click();
  await dialog(page).getByLabel('名称').fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/workflows\/[\da-f-]{36}$/);
}

async function drawForm(page: Page): Promise<void> {
  await tab(page, '表单');
  const types = page.getByRole('group', { name: '添加字段' });
  await types.getByRole('button', { name: '金额' }).click();
  await page.getByLabel('名称', { exact: true }).fill('申请金额');
  await page.getByRole('checkbox', { name: '必填' }).check();
  await types.getByRole('button', { name: '多行文字' }).click();
  await page.getByLabel('名称', { exact: true }).fill('用途');
}

/** Above 10,000 somebody else approves as well. */
async function drawFlow(page: Page): Promise<void> {
  await tab(page, '流程');
  await page.getByRole('button', { name: '在“审批”之后添加节点' }).click();
  await page.getByRole('menuitem', { name: /^条件/ }).click();
  await page.getByText('请设置条件').waitFor();
  await page.getByRole('button', { name: '添加条件' }).click();
  await page.getByLabel('值', { exact: true }).fill('10000');
  await page.getByText('申请金额 ≥ 10,000').first().waitFor();
  await page.getByRole('button', { name: '在“条件 1”开头添加节点' }).click();
  await page.getByRole('menuitem', { name: /^审批/ }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('财务审批');
  await page.getByRole('combobox', { name: '由谁处理' }).click();
  await page.getByTitle('角色', { exact: true }).click();
  await page.getByText('请选择角色').first().waitFor();
  await page.getByRole('combobox', { name: '角色', exact: true }).click();
  await page.getByTitle('财务', { exact: true }).click();
}

/** By keys alone: moved out of its branch and back, deleted and brought back. */
async function changeByKeys(page: Page): Promise<void> {
  const finance = card(page, '财务审批 角色：财务');
  await finance.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('button', { name: '在“财务审批”之后添加节点' }).waitFor();
  await page.keyboard.press('Control+z');
  await finance.focus();
  await page.keyboard.press('Delete');
  await finance.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+z');
  await finance.waitFor();
}

async function tryOut(page: Page): Promise<void> {
  await tab(page, '试运行');
  const starter = page.getByRole('combobox', { name: '由谁发起' });
  await starter.fill('林岚');
  await page.getByTitle('林岚').click();
  await page.getByLabel('申请金额').fill('20000');
  const result = page.getByRole('region', { name: '谁会收到' });
  await result.getByText('财务审批').waitFor();
  await page.getByLabel('申请金额').fill('500');
  await result.getByText('财务审批').waitFor({ state: 'hidden' });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await dialog(page).getByText('第一次发布：3 个节点，2 个字段。').waitFor();
  await dialog(page).getByRole('button', { name: '发布' }).click();
  await page.getByText('已发布第 1 版').first().waitFor();
}

export const workflowDesign: Journey = {
  name: 'workflow-design: draw with a form and a condition, try out, publish, start, approve',
  async run({ browser, url }) {
    const [ops, rep, manager] = await Promise.all(
      ['ops', 'east.rep1', 'east.manager'].map((login) => visitor(browser, url, login)),
    );
    if (!ops || !rep || !manager) throw new Error('somebody is missing');
    await begin(ops.page);
    await drawForm(ops.page);
    await drawFlow(ops.page);
    await changeByKeys(ops.page);
    await tryOut(ops.page);
    await publish(ops.page);
    await rep.page.goto('/workflows/start');
    await rep.page
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .first()
      .click();
    await rep.page.getByLabel('申请金额').fill('500');
    await rep.page.keyboard.press('Control+Enter');
    await rep.page.waitForURL((address) => /^\/workflows\/[\da-f-]{36}$/.test(address.pathname));
    await manager.page.goto(new URL(rep.page.url()).pathname);
    await manager.page.getByRole('button', { name: '通过', exact: true }).first().click();
    await dialog(manager.page).getByRole('button', { name: '通过', exact: true }).click();
    await manager.page.getByText('已通过').first().waitFor();
    for (const { context } of [ops, rep, manager]) await context.close();
    return undefined;
  },
};
