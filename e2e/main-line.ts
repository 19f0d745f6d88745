import type { Browser } from 'playwright-core';
import type { VisitorOptions } from './browser.ts';
import { visitor } from './browser.ts';
import type { Effort } from './hand.ts';
import { handOn } from './hand.ts';

/** The facts of one pass through the main line; every one of them must come back as structure. */
export const given = {
  expected: '试用总结报告签字',
  discussed: '连续五天试用稳定，陈总同意进入报价。',
  needs: '每月 20 吨，7 天内到货',
  offer: '低 2%，45 天账期',
  promise: '发出正式报价',
  nextStep: '电话陈总确认报价',
  cost: '128.5',
  phone: '0573-82160099',
  advice: '报价前先核对信用额度。',
};

type Steps = Record<'plan' | 'record and prove' | 'answer', Effort>;

/** Plans, records, proves and answers in the shortest way that the screens offer, as two people. */
export async function walkMainLine(browser: Browser, url: string, options: VisitorOptions): Promise<Steps> {
  const isPhone = (options.size?.width ?? 1440) < 768;
  const rep = await visitor(browser, url, 'east.rep1', options);
  await rep.page.goto('/today');
  await rep.page.getByRole('heading', { level: 1 }).waitFor();
  await rep.page.waitForLoadState('networkidle');

  const planning = handOn(rep.page);
  if (isPhone) {
    await planning.click(rep.page.getByRole('button', { name: '新建' }));
    await planning.click(rep.page.getByRole('menuitem', { name: '新计划项' }));
  } else {
    await planning.click(rep.page.getByRole('link', { name: '周计划', exact: true }));
  }
  const line = rep.page.getByRole('textbox', { name: '计划一件事' });
  await line.waitFor();
  if (!(await line.evaluate((element) => element === document.activeElement))) await planning.click(line);
  const how = '今天 19-20 嘉禾 ';
  await planning.type(how + given.expected, how.length);
  await rep.page.getByText(given.expected).first().waitFor();
  await planning.press('Enter');
  const toRecord = rep.page.getByRole('link', { name: '记录' }).or(rep.page.getByRole('button', { name: '记录' }));
  const item = rep.page
    .locator(isPhone ? 'li' : '.fc-event')
    .filter({ hasText: given.expected })
    .filter({ has: toRecord })
    .first();
  await item.waitFor();
  const plan = planning.done();

  const recording = handOn(rep.page);
  recording.effort.views = 0;
  await recording.click(item.getByText('记录', { exact: true }));
  await rep.page.getByRole('button', { name: /陈晓/ }).waitFor();
  await recording.click(rep.page.getByRole('button', { name: /陈晓/ }));
  const fill = async (name: string | RegExp, text: string, beyond = 0) => {
    await recording.click(rep.page.getByRole('textbox', { name }).first());
    await recording.type(text, beyond);
  };
  await fill('谈了什么', given.discussed);
  await recording.press('Tab');
  await recording.type(given.needs);
  await recording.click(rep.page.getByRole('button', { name: '蓝海助剂' }));
  await recording.type(given.offer);
  await fill('我方的承诺', `明天${given.promise}`, 2);
  await fill('下一步', given.nextStep);
  await recording.click(rep.page.getByRole('group', { name: '下一步的日期' }).getByRole('button').first());
  await fill('金额', given.cost);
  await fill('客户电话', given.phone);
  await recording.click(rep.page.getByRole('button', { name: '保存并完成计划项' }));
  await rep.page.waitForURL((address) => !address.pathname.endsWith('/record'));
  const record = recording.done();
  await rep.context.close();

  const manager = await visitor(browser, url, 'east.manager', options);
  await manager.page.goto('/today');
  await manager.page.getByRole('heading', { level: 1 }).waitFor();
  const answering = handOn(manager.page);
  const inbox = manager.page.getByRole('link', { name: isPhone ? /待办/ : /待我评价/ }).first();
  await answering.click(inbox);
  const waiting = manager.page.locator('li, article, section').filter({ hasText: given.expected }).last();
  await waiting.waitFor();
  await answering.click(waiting.getByRole('radio', { name: '4.0 分' }));
  await answering.type(given.advice);
  await answering.press('Control+Enter');
  await waiting.waitFor({ state: 'detached' });
  const answer = answering.done();
  await manager.context.close();
  return { plan, 'record and prove': record, answer };
}
