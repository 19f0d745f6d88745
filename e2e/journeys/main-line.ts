import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Visitor } from '../browser.ts';
import { visitor } from '../browser.ts';
import type { Journey, World } from '../run.ts';

const data = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'sales');
const marks = {
  expected: 'Sample report signed Q7',
  discussed: 'Trial is stable Q8',
  advice: 'Check the credit first Q9',
  reply: 'Done, thank you Q10',
};

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Uploads a file, accepts the recognised columns, runs dry, imports. */
async function importFile(page: Page, kind: string, file: string, rows: number): Promise<void> {
  await page.goto('/imports');
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  const choice = page.locator('.ant-radio-button-wrapper').filter({ hasText: kind });
  if ((await choice.count()) > 0) await choice.click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: '开始试算' }).click();
  const run = page.getByRole('button', { name: `导入 ${rows} 行` });
  await run.waitFor({ timeout: 30_000 });
  const added = page.getByRole('checkbox', { name: '这些都是新的选项' });
  if ((await added.count()) > 0) await added.check();
  await run.click();
  await page.getByText('导入完成').waitFor({ timeout: 60_000 });
}

/** Who maintains the lists enters what the file of customers names; an import of a salesperson may not. */
async function enterLists(page: Page, file: string): Promise<void> {
  const [headings = [], ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  for (const [list, heading] of [
    ['industry', 'sector'],
    ['region', 'office_location'],
  ]) {
    const column = headings.indexOf(heading ?? '');
    for (const name of new Set(rows.map((cells) => cells[column]))) {
      const answer = await page.request.post('/api/lists', { data: { list, name } });
      ensure(answer.ok(), `${name} cannot be entered: ${answer.status()}`);
    }
  }
}

async function plan(page: Page): Promise<void> {
  await page.goto('/week');
  const line = page.getByRole('textbox', { name: '计划一件事' });
  await line.fill(`今天 20-21 Acme Corporation ${marks.expected}`);
  await page.getByText(marks.expected).first().waitFor();
  await line.press('Enter');
  await page.locator('.fc-event').filter({ hasText: marks.expected }).waitFor();
}

async function submitAndApprove(agent: Page, manager: Page): Promise<void> {
  await agent.getByRole('button', { name: /提交/ }).first().click();
  await agent.getByText('已提交，待批准').waitFor();
  await manager.goto('/inbox');
  await manager.getByRole('button', { name: '批准' }).first().click();
  await manager.getByText('没有等您评价的工作').waitFor();
}

async function record(page: Page): Promise<void> {
  await page.goto('/week');
  const item = page.locator('.fc-event').filter({ hasText: marks.expected });
  await item
    .getByRole('link', { name: '记录' })
    .or(item.getByRole('button', { name: '记录' }))
    .first()
    .click();
  await page.getByRole('button', { name: '新认识的人' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill('Wile Coyote');
  await page.getByRole('textbox', { name: '谈了什么' }).fill(marks.discussed);
  await page.getByRole('textbox', { name: '下一步', exact: true }).fill('后天 9:00 call Wile');
  await page.getByRole('button', { name: '保存并完成计划项' }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/record'));
}

async function evaluate(manager: Page): Promise<void> {
  await manager.goto('/inbox');
  const entry = manager.locator('li').filter({ hasText: marks.expected });
  await entry.getByRole('radio', { name: '4.5 分' }).click();
  await manager.keyboard.type(marks.advice);
  await manager.keyboard.press('Control+Enter');
  await manager.getByText('没有等您评价的工作').waitFor();
}

async function unread(page: Page): Promise<number> {
  const name = (await page.getByRole('button', { name: /消息/ }).textContent()) ?? '';
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

/** The owner is told without a reload, on whatever page they are. */
async function hear(agent: Page, before: number): Promise<void> {
  for (let attempt = 0; (await unread(agent)) <= before; attempt += 1) {
    ensure(attempt < 60, 'the evaluation did not reach the owner live');
    await agent.waitForTimeout(250);
  }
}

async function reply(agent: Page): Promise<void> {
  await agent.goto('/today');
  await agent.getByText(marks.advice).waitFor();
  await agent.getByRole('button', { name: '回复' }).first().click();
  await agent.keyboard.type(marks.reply);
  await agent.keyboard.press('Control+Enter');
  await agent.getByText(marks.advice).waitFor({ state: 'detached' });
}

async function monthly(page: Page, url: string): Promise<void> {
  await page.goto('/month');
  await page.getByText('4.5').first().waitFor();
  const me = await (await page.request.get(`${url}/api/auth/me`)).json();
  const month = `${me.company.today.slice(0, 7)}-01`;
  const figures = await (await page.request.get(`${url}/api/plans/${me.id}/months/${month}`)).json();
  ensure(figures.planScore === 4.5, `plan score is ${figures.planScore}`);
  ensure(figures.completed === 1 && figures.evaluated === 1, JSON.stringify(figures));
}

const surfaces = [
  '/api/customers',
  '/api/customers/count',
  '/api/customers/suggest?q=Acme',
  '/api/search?q=Acme',
  `/api/search?q=${encodeURIComponent(marks.expected)}`,
  '/api/visits',
  '/api/plan-items',
  '/api/plans/inbox',
  '/api/messages',
  '/api/today',
];

/** A colleague of another office finds nothing of it, by any way in. */
async function colleagueSeesNothing(colleague: Visitor, agent: Page): Promise<void> {
  const { items } = await (await agent.request.get('/api/customers/suggest?q=Acme')).json();
  const visit = (await (await agent.request.get('/api/visits')).json()).items[0];
  const item = (await (await agent.request.get('/api/plan-items?state=evaluated')).json()).items[0];
  ensure(items[0] && visit && item, 'the agent does not find the own work');
  const direct = [
    `/api/customers/${items[0].id}`,
    `/api/customers/${items[0].id}/timeline`,
    `/api/visits/${visit.id}`,
    `/api/plan-items/${item.id}`,
    `/api/visits?customerId=${items[0].id}`,
  ];
  const told = [...Object.values(marks), 'Acme', 'Wile', items[0].id, visit.id, item.id];
  for (const path of [...surfaces, ...direct]) {
    const answer = await colleague.context.request.get(path);
    const body = await answer.text();
    const leaked = told.find((mark) => body.includes(mark));
    ensure(!leaked, `${path} tells the colleague of ${leaked}`);
    if (direct.slice(0, 4).includes(path)) ensure(answer.status() === 404, `${path} answers ${answer.status()}`);
  }
  await colleague.page.goto(`/customers/${items[0].id}`);
  await colleague.page
    .getByText(/不存在|找不到|没有/)
    .first()
    .waitFor();
}

export const mainLine: Journey = {
  name: 'the main line on imported files',
  async run({ browser, url }: World) {
    if (!existsSync(data)) return { skipped: '../shared/data is not there' };
    const ops = await visitor(browser, url, 'ops');
    await importFile(ops.page, '人员', join(data, 'sales_teams.csv'), 35);
    const agent = await visitor(browser, url, 'anna.snelling');
    const manager = await visitor(browser, url, 'dustin.brinkmann');
    const colleague = await visitor(browser, url, 'vicki.laflamme');
    await enterLists(ops.page, join(data, 'accounts.csv'));
    await importFile(agent.page, '客户', join(data, 'accounts.csv'), 85);
    await plan(agent.page);
    await submitAndApprove(agent.page, manager.page);
    await record(agent.page);
    const before = await unread(agent.page);
    await evaluate(manager.page);
    await hear(agent.page, before);
    await reply(agent.page);
    await monthly(agent.page, url);
    await manager.page.goto('/month');
    await manager.page.getByText('Anna Snelling').first().waitFor();
    await colleagueSeesNothing(colleague, agent.page);
    for (const { context } of [ops, agent, manager, colleague]) await context.close();
    return undefined;
  },
};
