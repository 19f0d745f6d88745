import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { desk } from '../e2e/browser.ts';
import { launch, phone, visitor } from '../e2e/browser.ts';
import { startProduct } from '../e2e/product.ts';

/** The pictures of the README, taken from the demo company as it is after the first start. */
const folder = join(import.meta.dirname, '..', 'docs', 'images');

type Picture = {
  name: string;
  login: string;
  path: string | ((page: Page) => Promise<string>);
  size?: typeof desk;
  dark?: boolean;
  locale?: 'zh-CN' | 'en';
};

async function idOf(page: Page, path: string): Promise<string> {
  const { items } = await (await page.request.get(path)).json();
  return items[0].id;
}

const customerPath = async (page: Page) =>
  `/customers/${await idOf(page, `/api/customers?q=${encodeURIComponent('永晟')}`)}`;

async function recordPath(page: Page): Promise<string> {
  const { visits } = await (await page.request.get('/api/today')).json();
  return `/visits/record?item=${visits[1].id}`;
}

const instancePath = async (page: Page) => {
  const { items } = await (await page.request.get('/api/workflow-tasks?box=todo')).json();
  return `/workflows/${items[0].instance.id}`;
};

const designPath = async (page: Page) =>
  `/admin/workflows/${await idOf(page, `/api/workflow-definitions?q=${encodeURIComponent('合同')}`)}`;

const pictures: readonly Picture[] = [
  { name: 'today', login: 'east.rep1', path: '/today' },
  { name: 'week', login: 'east.rep1', path: '/week' },
  { name: 'customer', login: 'east.rep1', path: customerPath },
  { name: 'customers', login: 'east.manager', path: '/customers' },
  { name: 'inbox', login: 'east.manager', path: '/inbox' },
  { name: 'month', login: 'east.manager', path: '/month' },
  { name: 'today-manager-dark-en', login: 'east.manager', path: '/today', dark: true, locale: 'en' },
  { name: 'relationships', login: 'east.rep1', path: async (page) => `${await customerPath(page)}?tab=relationships` },
  { name: 'pool', login: 'east.manager', path: '/pool' },
  { name: 'segments', login: 'ops', path: '/admin/segments' },
  { name: 'workflow', login: 'east.manager', path: instancePath },
  { name: 'workflow-start', login: 'east.rep1', path: '/workflows/start' },
  { name: 'workflow-designer', login: 'ops', path: designPath },
  { name: 'workflow-desk', login: 'ops', path: '/workflows/desk' },
  { name: 'people', login: 'admin', path: '/admin/people' },
  { name: 'phone-today', login: 'east.rep1', path: '/today', size: phone },
  { name: 'phone-record', login: 'east.rep1', path: recordPath, size: phone },
  { name: 'phone-workflow', login: 'east.manager', path: instancePath, size: phone },
  { name: 'phone-inbox', login: 'east.manager', path: '/inbox', size: phone },
];

await mkdir(folder, { recursive: true });
const product = await startProduct();
const browser = await launch();
for (const picture of pictures) {
  const { context, page } = await visitor(browser, product.url, picture.login, picture);
  await context.request.patch('/api/auth/me', {
    data: { locale: picture.locale ?? 'zh-CN', theme: picture.dark ? 'dark' : 'light' },
  });
  await page.goto(typeof picture.path === 'string' ? picture.path : await picture.path(page));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  console.log(picture.name);
  await context.close();
}
await browser.close();
await product.stop();
