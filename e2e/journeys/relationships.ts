import type { Page } from 'playwright-core';
import { phone, visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

async function customerPath(page: Page, name: string): Promise<string> {
  const { items } = await (await page.request.get(`/api/customers?limit=1&q=${encodeURIComponent(name)}`)).json();
  ensure(items[0], `${name} is not there`);
  return `/customers/${items[0].id}`;
}

/** Somebody leaves for another customer; the risk shows until a successor is named. */
async function leave(rep: Page, manager: Page): Promise<void> {
  const path = await customerPath(rep, '沪联');
  await rep.goto(`${path}?tab=contacts`);
  await rep.getByRole('button', { name: '添加联系人' }).click();
  await rep.getByRole('textbox', { name: '姓名' }).fill('孙接班');
  await rep.keyboard.press('Control+Enter');
  await rep.getByRole('button', { name: '查看孙接班' }).waitFor();
  await rep.getByRole('button', { name: '查看钱经理' }).click();
  await rep.getByRole('button', { name: '工作变动' }).click();
  await rep.getByRole('radio', { name: '另一家客户' }).click();
  await rep.getByRole('combobox', { name: '另一家客户' }).fill('宏达');
  await rep.locator('.ant-select-item-option-active').filter({ hasText: '宏达线缆' }).waitFor();
  await rep.keyboard.press('Enter');
  await rep.getByRole('textbox', { name: '新职务' }).fill('采购总监');
  await rep.getByRole('button', { name: '记录变动' }).click();
  await rep.getByText('钱经理已离任，接任者未定').first().waitFor();
  await rep.keyboard.press('Escape');
  await rep.getByRole('button', { name: '排入计划' }).click();
  await rep.getByRole('link', { name: '已排入今天的计划' }).waitFor();
  await manager.goto('/messages');
  await manager.getByText('记录了一位联系人的离职').first().click();
  await manager.getByText('钱经理已离任，接任者未定').first().waitFor();
  await rep.getByRole('button', { name: '确定接任者' }).click();
  await rep.getByRole('combobox', { name: '选择联系人' }).press('ArrowDown');
  await rep.locator('.ant-select-item-option-active').filter({ hasText: '孙接班' }).waitFor();
  await rep.keyboard.press('Enter');
  await rep.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await rep.getByText('接任者：孙接班').first().waitFor();
  await rep.goto(`${await customerPath(rep, '宏达线缆')}?tab=contacts`);
  await rep.getByText('采购总监').waitFor();
}

/** A colleague named in a note is the one who was typed, also with Enter at once, and hears of it. */
async function mention(rep: Page, manager: Page): Promise<void> {
  await rep.goto(await customerPath(rep, '宏达线缆'));
  const box = rep.getByRole('textbox', { name: '写一条备注' });
  await box.click();
  await rep.keyboard.type('@陈立');
  await rep.keyboard.press('Enter');
  await rep.locator('.ant-mentions-dropdown-menu-item').filter({ hasText: '陈立' }).waitFor();
  const offered = await rep.locator('.ant-mentions-dropdown-menu-item').count();
  ensure(offered === 1, `${offered} people are offered for a name that one has`);
  await rep.keyboard.press('Enter');
  await rep.keyboard.type('线缆旅程的附件');
  ensure((await box.inputValue()) === '@陈立 线缆旅程的附件', `the note reads ${await box.inputValue()}`);
  const chosen = rep.waitForEvent('filechooser');
  await rep.getByRole('button', { name: '附件' }).click();
  await (await chosen).setFiles({ name: '旅程报价.txt', mimeType: 'text/plain', buffer: Buffer.from('42') });
  await rep.getByRole('button', { name: '移除 旅程报价.txt' }).waitFor();
  await rep.getByRole('button', { name: '写入' }).click();
  await rep.getByRole('link', { name: '旅程报价.txt' }).waitFor();
  await manager.goto('/messages');
  await manager.getByText('在客户动态里提到了您').first().click();
  const link = manager.getByRole('link', { name: '旅程报价.txt' });
  const file = await manager.request.get((await link.getAttribute('href')) ?? '');
  ensure((await file.text()) === '42', `the colleague reads the file: ${file.status()}`);
}

/** What was typed into a dialog or the archive is not lost without a word. */
async function unsaved(rep: Page): Promise<void> {
  await rep.goto(`${await customerPath(rep, '宏达线缆')}?tab=contacts`);
  await rep.getByRole('button', { name: '添加联系人' }).click();
  const name = rep.getByRole('textbox', { name: '姓名' });
  await name.fill('未存的人');
  const goOn = rep.getByRole('button', { name: '继续填写' });
  // The question is gone before the next key is pressed, as it is for a person.
  const answer = async () => {
    await goOn.click();
    await goOn.waitFor({ state: 'hidden' });
  };
  await rep.keyboard.press('Escape');
  await answer();
  await rep.mouse.click(20, 500);
  await answer();
  ensure((await name.inputValue()) === '未存的人', 'the dialog lost what was typed');
  await rep.keyboard.press('Escape');
  await rep.getByRole('button', { name: '放弃', exact: true }).click();
  await name.waitFor({ state: 'hidden' });
  await rep.getByRole('tab', { name: '概况' }).click();
  await rep.getByRole('button', { name: '修改档案' }).click();
  await rep.getByRole('textbox', { name: '网址' }).fill('https://draft.example');
  await rep.reload();
  await rep.getByRole('button', { name: '继续修改' }).click();
  const kept = await rep.getByRole('textbox', { name: '网址' }).inputValue();
  ensure(kept === 'https://draft.example', `of the archive stayed ${kept}`);
  await rep.getByRole('button', { name: '取消' }).click();
  await rep.getByRole('dialog').getByRole('button', { name: '放弃' }).click();
  await rep.getByRole('button', { name: '修改档案' }).waitFor();
}

/** The matrix by keyboard: a strength is set, the gap goes, the graph draws it. */
async function matrix(rep: Page): Promise<void> {
  await rep.goto(`${await customerPath(rep, '宏达线缆')}?tab=relationships`);
  await rep.getByText('还没有人与客户熟悉起来').waitFor();
  await rep.getByRole('button', { name: '林岚 与 吴总：没有记录' }).press('Enter');
  await rep.getByRole('radio', { name: '3 常来往' }).click();
  await rep.getByRole('button', { name: '设定强度' }).click();
  await rep.getByRole('button', { name: '林岚 与 吴总：3' }).waitFor();
  await rep.getByText('只认识吴总一个人').waitFor();
  await rep.getByText('关系图').click();
  await rep.locator('svg line').first().waitFor();
}

/** Somebody whom only another region knows: asked without a name, answered with one. */
async function introduce(rep: Page, known: Page): Promise<void> {
  await rep.goto('/who-knows');
  await rep.getByRole('textbox', { name: '姓名' }).fill('王建国');
  await rep.getByRole('textbox', { name: '公司' }).fill('永晟');
  await rep.keyboard.press('Enter');
  await rep.getByRole('link', { name: '江苏永晟化工有限公司' }).waitFor();
  await rep.getByRole('textbox', { name: '姓名' }).fill('梁总');
  await rep.getByRole('textbox', { name: '公司' }).fill('粤海电缆');
  await rep.keyboard.press('Enter');
  await rep.getByText('销售中心有人认识').waitFor();
  ensure(!(await rep.locator('main').textContent())?.includes('李婷'), 'the colleague is named before agreeing');
  await rep.getByRole('button', { name: '请引荐' }).click();
  await rep.getByRole('textbox', { name: '想说的话' }).fill('想约一次技术交流');
  await rep.getByRole('button', { name: '发出请求' }).click();
  await rep.getByText('已请引荐，等对方回复').first().waitFor();
  await known.goto('/messages');
  await known.getByText('想请您引荐一个人').click();
  await known.getByText('想约一次技术交流').waitFor();
  await known.getByRole('button', { name: '同意引荐' }).click();
  await known.getByText('对方同意引荐').waitFor();
  await rep.goto('/who-knows');
  await rep.getByText('由 李婷 引荐').waitFor();
}

export const relationships: Journey = {
  name: 'contacts who leave, the matrix, and who knows whom',
  async run({ browser, url }) {
    const rep = await visitor(browser, url, 'east.rep1');
    const manager = await visitor(browser, url, 'east.manager');
    const known = await visitor(browser, url, 'south.rep1', { size: phone });
    await leave(rep.page, manager.page);
    await mention(rep.page, manager.page);
    await unsaved(rep.page);
    await matrix(rep.page);
    await introduce(rep.page, known.page);
    for (const { context } of [rep, manager, known]) await context.close();
    return undefined;
  },
};
