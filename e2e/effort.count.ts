import type { Browser } from 'playwright-core';
import { desk, phone, visitor } from './browser.ts';
import type { Effort } from './hand.ts';
import { sum } from './hand.ts';
import { given, walkMainLine } from './main-line.ts';

export type Where = 'desk' | 'phone';

export const bars: Record<Where, Effort> = {
  desk: { clicks: 16, typed: 20, views: 6 },
  phone: { clicks: 18, typed: 20, views: 6 },
};

/** Facts of the pass that did not come back as a field of their own. */
async function lostFacts(browser: Browser, url: string): Promise<string[]> {
  const rep = await visitor(browser, url, 'east.rep1');
  const get = async (path: string) => (await rep.context.request.get(`${url}/api${path}`)).json();
  const { items: visits } = await get('/visits?limit=1&state=recorded');
  const visit = await get(`/visits/${visits[0].id}`);
  const customer = await get(`/customers/${visit.customer.id}`);
  const item = await get(`/plan-items/${visit.planItemId}`);
  const [evaluation] = item.evaluations;
  const facts: Record<string, boolean> = {
    'expected result': item.expectedResult === given.expected,
    'date and time': item.day === visit.visitedOn && item.startTime === '19:00' && item.endTime === '20:00',
    'contact met': visit.contacts.length === 1 && customer.contacts[0].lastMetOn === visit.visitedOn,
    discussion: visit.discussed === given.discussed,
    need: visit.needs === given.needs,
    'competitor and offer': visit.competitors[0]?.name === '蓝海助剂' && visit.competitors[0]?.offer === given.offer,
    'own commitment with date': Boolean(visit.commitments[0]?.dueOn && visit.commitments[0]?.planItemId),
    'dated next step': visit.nextStep === given.nextStep && Boolean(visit.nextStepOn && visit.nextPlanItemId),
    cost: Number(visit.costs[0]?.amount) === Number(given.cost),
    'telephone of the customer': customer.phone === given.phone,
    'proof of the plan item': item.proofs[0]?.visitId === visit.id,
    'score and advice': evaluation?.score === 4 && evaluation?.advice === given.advice,
  };
  await rep.context.close();
  return Object.keys(facts).filter((name) => !facts[name]);
}

export type Counted = { steps: Record<string, Effort>; total: Effort; lost: string[]; holds: boolean };

/** One pass on the demo company, with what it took. */
export async function countEffort(browser: Browser, url: string, where: Where): Promise<Counted> {
  const steps = await walkMainLine(browser, url, { size: where === 'desk' ? desk : phone });
  const total = sum(Object.values(steps));
  const lost = await lostFacts(browser, url);
  const bar = bars[where];
  const within = total.clicks <= bar.clicks && total.typed <= bar.typed && total.views <= bar.views;
  return { steps, total, lost, holds: within && lost.length === 0 };
}
