import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './browser.ts';
import type { Counted } from './effort.count.ts';
import { bars, countEffort } from './effort.count.ts';
import type { Effort } from './hand.ts';
import { startProduct } from './product.ts';

/*
 * npm run effort: what the main line takes, counted by a hand on the page, on the desk and on a phone.
 * Prints the counts as JSON lines and writes docs/effort.md. Fails when a bar is missed.
 */

function row(name: string, { clicks, typed, views }: Effort): string {
  return `| ${name} | ${clicks} | ${typed} | ${views} |`;
}

function section(title: string, { steps, total, lost }: Counted, bar: Effort): string {
  return `## ${title}

| step | clicks | typed | views |
| --- | --- | --- | --- |
${Object.entries(steps)
  .map(([name, effort]) => row(name, effort))
  .join('\n')}
${row('**all**', total)}
${row('bar', bar)}

Facts that could not be stored as structure: ${lost.length === 0 ? 'none' : lost.join(', ')}.
`;
}

const product = await startProduct();
const browser = await launch();
const counted = {
  desk: await countEffort(browser, product.url, 'desk'),
  phone: await countEffort(browser, product.url, 'phone'),
};
await browser.close();
await product.stop();
for (const where of ['desk', 'phone'] as const) {
  const { total, lost, holds } = counted[where];
  console.log(JSON.stringify({ where, ...total, lost, bar: bars[where], holds }));
  if (!holds) process.exitCode = 1;
}
const text = `# Effort of the main line

Counted by \`npm run effort\`: plan a visit to an existing customer with date, time and expected result; record it
(contact met, discussion, need, competitor's offer, own commitment with date, dated next step, cost), with the
customer's new telephone number and the proof of the planned item in the same save; as the manager find what waits,
score 4 and write one line of advice. Clicks are taps on the phone; typed are characters and keys beyond the texts
that are stored; views are pages seen, the start page of each person included.

${section('Desk (1440 px)', counted.desk, bars.desk)}
${section('Phone (390 px)', counted.phone, bars.phone)}
Moving an opportunity one stage joins the count with the sales process.
`;
await writeFile(join(import.meta.dirname, '..', 'docs', 'effort.md'), text);
