import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { complaints, desk, phone, visitor } from '../browser.ts';
import type { Journey } from '../run.ts';

const personal = [
  '/today',
  '/week',
  '/visits',
  '/visits/record',
  '/inbox',
  '/month',
  '/customers',
  '/customers?view=all&group=segment',
  '/customers/bulk',
  '/customers/new',
  '/team-requests',
  '/who-knows',
  '/pool',
  '/stale-archives',
  '/handovers',
  '/imports',
  '/workflows',
  '/workflows?box=started',
  '/workflows?box=done',
  '/workflows?box=copied',
  '/workflows/start',
  '/workflows/deputies',
  '/workflows/desk',
  '/workflows/deputies?box=decisions',
  '/messages',
  '/me',
];
const administration = [
  '/admin/people',
  '/admin/departments',
  '/admin/roles',
  '/admin/lists',
  '/admin/segments',
  '/admin/relationships',
  '/admin/pools',
  '/admin/workflows',
  '/admin/workflows?new=1',
  '/admin/calendar',
];

type Look = {
  login: string;
  pages: readonly string[];
  locale: 'zh-CN' | 'zh-TW' | 'en';
  size: typeof desk;
  dark?: boolean;
};

/** Two at a time; nobody is looked at in two languages at once. */
const looks: readonly (readonly Look[])[] = [
  [
    { login: 'east.rep1', pages: personal, locale: 'zh-CN', size: desk },
    { login: 'east.manager', pages: [...personal, '/exports'], locale: 'en', size: desk, dark: true },
  ],
  [
    { login: 'east.rep1', pages: personal, locale: 'zh-CN', size: phone },
    { login: 'admin', pages: administration, locale: 'zh-CN', size: desk },
  ],
  [
    { login: 'east.manager', pages: ['/today', '/inbox', '/month'], locale: 'zh-TW', size: phone, dark: true },
    { login: 'admin', pages: administration, locale: 'en', size: phone },
  ],
];

/** Pages of one customer, visit, plan item, workflow to start, started and decided that this person has. */
async function records(page: Page): Promise<string[]> {
  const get = async (path: string) => (await page.request.get(path)).json();
  const customers = await get('/api/customers?limit=1');
  const visits = await get('/api/visits?limit=1');
  const items = await get('/api/plan-items?limit=1');
  const workflows = await get('/api/workflows');
  const kept = await get('/api/workflow-desk');
  const started = await get('/api/workflow-instances?limit=1');
  const tasks = await get('/api/workflow-tasks?box=done&limit=1');
  return [
    ...customers.items.flatMap((one: { id: string }) => [
      `/customers/${one.id}`,
      `/customers/${one.id}?tab=contacts`,
      `/customers/${one.id}?tab=team`,
      `/customers/${one.id}?tab=channel`,
      `/customers/${one.id}?tab=workflows`,
      `/customers/${one.id}/merge`,
      `/customers/${one.id}?tab=relationships`,
      `/customers/${one.id}?tab=relationships&view=graph`,
    ]),
    ...visits.items.map((one: { id: string }) => `/visits/${one.id}`),
    ...items.items.map((one: { id: string }) => `/items/${one.id}`),
    ...workflows.items.slice(0, 1).map((one: { id: string }) => `/workflows/start/${one.id}`),
    ...kept.items
      .slice(0, 1)
      .flatMap((one: { id: string }) =>
        ['load', 'instances', 'times', 'tasks', 'versions'].map((tab) => `/workflows/desk/${one.id}?tab=${tab}`),
      ),
    ...started.items.map((one: { id: string }) => `/workflows/${one.id}`),
    ...tasks.items.map((one: { instance: { id: string } }) => `/workflows/${one.instance.id}`),
  ];
}

/** A workflow as it is drawn, in all its parts. */
async function drawings(page: Page): Promise<string[]> {
  const { items } = await (await page.request.get('/api/workflow-definitions?limit=1')).json();
  return items.flatMap(({ id }: { id: string }) =>
    ['', '?tab=form', '?tab=settings', '?tab=try', '?tab=versions'].map((tab) => `/admin/workflows/${id}${tab}`),
  );
}

async function faultsOf(page: Page, path: string, phoneWidth: boolean): Promise<string[]> {
  await page.goto(path);
  await page.locator('main h1, main [data-page]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const faults: string[] = [];
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const violation of violations) {
    if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
    faults.push(`${path}: ${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`);
  }
  const words = (await page.locator('body').textContent()) ?? '';
  // A text that is missing shows as its key.
  const keys = words.match(
    /\b(?:common|shell|pool|customers|team|merges|channel|plans|visits|org|transfers|settings|today|inbox|month|relationships|fields|handovers|workflows|workflowDesign|workflowDesk|deputies|forms)\.[a-z]\w+(?:\.\w+)*\b/g,
  );
  if (keys) faults.push(`${path}: texts missing: ${[...new Set(keys)].join(', ')}`);
  if (phoneWidth) {
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wider > 1) faults.push(`${path}: ${wider} pixels wider than the phone`);
  }
  return faults;
}

const journeyOf = (look: Look): Journey => ({
  name: `every page: ${look.login}, ${look.locale}, ${look.size.width} px${look.dark ? ', dark' : ''}`,
  async run({ browser, url }) {
    const { context, page } = await visitor(browser, url, look.login, look);
    const preferences = { locale: look.locale, theme: look.dark ? 'dark' : 'light' };
    await context.request.patch('/api/auth/me', { data: preferences });
    const errors = complaints(page);
    const faults: string[] = [];
    const more = look.login === 'admin' ? await drawings(page) : await records(page);
    for (const path of [...look.pages, ...more]) faults.push(...(await faultsOf(page, path, look.size === phone)));
    await context.request.patch('/api/auth/me', { data: { locale: 'zh-CN', theme: 'light' } });
    await context.close();
    if (faults.length + errors.length > 0) throw new Error([...faults, ...errors].join('\n'));
    return undefined;
  },
});

/** Every page in both widths, three languages, light and dark: accessible, complete, without an error of its own. */
export const everyPage: readonly Journey[][] = looks.map((beside) => beside.map(journeyOf));
