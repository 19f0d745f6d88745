import type { Page } from 'playwright-core';
import { phone, visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

function ensure(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const name = '福建闽江革业有限公司';
const reason = '客户年底停产检修，下月再核对';

/** Whoever opens an archive that is out of date is asked; the owner puts it off with a reason. */
async function putOff(owner: Page): Promise<void> {
  const { items } = await (await owner.request.get(`/api/customers?q=${encodeURIComponent(name)}&limit=1`)).json();
  ensure(items[0], `${name} is not there`);
  await owner.goto(`/customers/${items[0].id}`);
  await owner.getByText(/档案 \d+ 天没有更新，请维护/).waitFor();
  await owner.getByRole('button', { name: '推迟' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('button', { name: '推迟' }).click();
  await dialog.getByText('请填写').waitFor();
  await dialog.getByRole('textbox', { name: '原因' }).fill(reason);
  await owner.keyboard.press('Control+Enter');
  await owner.getByText(new RegExp(`李婷 推迟到.*${reason}`)).waitFor();
  await owner.reload();
  await owner.getByText(new RegExp(`李婷 推迟到.*${reason}`)).waitFor();
  ensure((await owner.getByText('没有更新，请维护').count()) === 0, 'what is put off is asked for again');
}

/** Above the owner it stands among what was put off, with who, until when and why. */
async function isTold(manager: Page): Promise<void> {
  await manager.goto('/stale-archives');
  const row = manager.locator('li').filter({ hasText: name });
  await row.getByText(new RegExp(`李婷 推迟到.*${reason}`)).waitFor();
  await row.getByRole('link', { name }).click();
  await manager.getByRole('heading', { level: 1, name }).waitFor();
  await manager.getByText(new RegExp(`李婷 推迟到.*${reason}`)).waitFor();
}

export const upkeep: Journey = {
  name: 'an archive out of date: asked, put off with a reason, told to the manager',
  async run({ browser, url }) {
    const owner = await visitor(browser, url, 'south.rep1', { size: phone });
    const manager = await visitor(browser, url, 'south.manager');
    await putOff(owner.page);
    await isTold(manager.page);
    for (const { context } of [owner, manager]) await context.close();
    return undefined;
  },
};
