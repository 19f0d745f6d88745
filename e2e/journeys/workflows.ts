import type { Page } from 'playwright-core';
import type { Visitor } from '../browser.ts';
import { visitor } from '../browser.ts';
import type { Journey } from '../run.ts';
import { approval, publish, workflow } from '../workflow-definitions.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const resources = '旅程资源申请';
const leave = '旅程请假';

/** Two approvals, and a shorter way that can be approved in a batch. */
const drawn = (people: ReadonlyMap<string, string>) => [
  workflow({
    code: 'journey-resources',
    name: resources,
    form: {
      fields: [
        { key: 'what', label: '资源', type: 'text', required: true },
        { key: 'amount', label: '金额', type: 'money', required: true },
      ],
    },
    fields: { what: 'edit', amount: 'edit' },
    nodes: [
      approval('manager', '经理审批', { by: 'supervisor', levels: 1 }),
      approval('operations', '管理部审批', { by: 'people', personIds: [people.get('ops') ?? ''] }),
    ],
  }),
  workflow({
    code: 'journey-leave',
    name: leave,
    form: { fields: [{ key: 'why', label: '事由', type: 'text', required: true }] },
    fields: { why: 'edit' },
    nodes: [approval('manager', '经理审批', { by: 'supervisor', levels: 1 })],
  }),
];

const dialog = (page: Page) => page.getByRole('dialog');

/** Opens an action, answers its dialog, and waits until it is done. */
async function act(page: Page, name: string, comment?: string, before?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await before?.();
  if (comment) await dialog(page).getByRole('textbox').last().fill(comment);
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

async function start(page: Page): Promise<string> {
  await page.goto('/workflows/start');
  await page
    .getByRole('link', { name: new RegExp(`^${resources}`) })
    .first()
    .click();
  await page.getByLabel('资源').fill('展台');
  await page.reload();
  await page.getByText('上次没有提交的内容还在').waitFor();
  ensure((await page.getByLabel('资源').inputValue()) === '展台', 'the draft was not kept');
  await page.getByText('管理部审批').waitFor();
  await page.getByLabel('资源').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('请填写').first().waitFor();
  await page.getByLabel('金额').fill('8000');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((address) => /^\/workflows\/[\da-f-]{36}$/.test(address.pathname));
  return new URL(page.url()).pathname;
}

/** Sent back to the start, mended, and straight back to who sent it. */
async function sendBackAndMend(ops: Page, rep: Page, path: string): Promise<void> {
  await ops.goto(path);
  await act(ops, '退回', '金额太高', async () => {
    await dialog(ops).getByRole('combobox').click();
    await ops.getByTitle('发起', { exact: true }).click();
    await dialog(ops).getByRole('radio', { name: '直接回到我这里' }).check();
  });
  await rep.goto(path);
  await rep.getByText('已退回给您修改').waitFor();
  await rep.getByText('金额太高').waitFor();
  await rep.getByLabel('金额').fill('5000');
  await act(rep, '重新提交');
  await rep.getByText('管理部审批').first().waitFor();
}

/** Passes it to a colleague, who decides in the former one's place. */
async function transferAndApprove(ops: Page, finance: Page, path: string): Promise<void> {
  await ops.reload();
  await ops.getByRole('button', { name: /更多操作/ }).click();
  await ops.getByRole('menuitem', { name: '转办' }).click();
  await dialog(ops).getByRole('combobox').fill('孙丽');
  await ops.getByTitle('孙丽').click();
  await dialog(ops).getByRole('button', { name: '转办' }).click();
  await dialog(ops).waitFor({ state: 'hidden' });
  await finance.goto(path);
  await finance.getByText('¥5,000').first().waitFor();
  await act(finance, '通过', '同意');
  await finance.getByText('已通过').first().waitFor();
}

async function approveTogether(rep: Visitor, manager: Visitor): Promise<void> {
  const { items } = await (await rep.page.request.get('/api/workflows')).json();
  const { id } = items.find((one: { name: string }) => one.name === leave);
  for (const title of ['旅程请假甲', '旅程请假乙']) {
    const data = { workflowId: id, title, values: { why: '回家' }, chosen: {} };
    const answer = await rep.page.request.post('/api/workflow-instances', { data });
    ensure(answer.ok(), await answer.text());
  }
  const { page } = manager;
  await page.goto(`/workflows?workflow=${id}`);
  await page.getByRole('link', { name: '旅程请假乙' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('已选 2 项').last().waitFor();
  await page.getByRole('button', { name: '通过所选' }).click();
  await dialog(page).getByRole('button', { name: '通过', exact: true }).click();
  await page.getByText('已通过 2 项').waitFor();
  await page.getByText('没有符合条件的内容').waitFor();
}

export const workflows: Journey = {
  name: 'workflows: start, send back, mend, transfer, approve, batch',
  async run({ browser, product, url }) {
    await publish(product.dataDir, drawn);
    const logins = ['east.rep1', 'east.manager', 'ops', 'finance'];
    const [rep, manager, ops, finance] = await Promise.all(logins.map((login) => visitor(browser, url, login)));
    ensure(rep && manager && ops && finance, 'somebody is missing');
    const path = await start(rep.page);
    await manager.page.goto(path);
    await act(manager.page, '通过');
    await manager.page.getByRole('button', { name: '收回' }).waitFor();
    await sendBackAndMend(ops.page, rep.page, path);
    await transferAndApprove(ops.page, finance.page, path);
    await approveTogether(rep, manager);
    const missing = await visitor(browser, url, 'south.rep1');
    ensure(
      (await missing.page.request.get(`/api${path.replace('workflows', 'workflow-instances')}`)).status() === 404,
      'a stranger sees it',
    );
    for (const { context } of [rep, manager, ops, finance, missing]) await context.close();
    return undefined;
  },
};
