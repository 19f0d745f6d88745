import type { Briefing } from './handovers.briefing.reads.ts';

export type BriefingTexts = {
  title: string;
  from: string;
  owner: string;
  phone: string;
  addresses: string;
  description: string;
  contacts: string;
  visits: string;
  promises: string;
  nextStep: string;
  none: string;
};

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const plain = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '');

const list = (lines: readonly string[], none: string) =>
  lines.length === 0
    ? `<p class="none">${plain(none)}</p>`
    : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

const joined = (...parts: (string | null)[]) =>
  parts.filter((part) => part !== null && part !== '').map((part) => plain(part ?? ''));

/** A page of its own, to be read, printed or kept: nothing in it leads outside. */
export function renderBriefing(briefing: Briefing, t: BriefingTexts, locale: string): string {
  const { visits, promises, person } = briefing;
  const section = (title: string, body: string) => `<h2>${plain(title)}</h2>${body}`;
  const contacts = briefing.contacts.map((one) => joined(one.name, one.title, one.phone, one.email).join(' · '));
  const visited = visits.map(
    (one) => `<b>${joined(one.visitedOn, one.owner).join(' ')}</b><br>${joined(one.discussed, one.needs).join('<br>')}`,
  );
  const step = joined(briefing.nextStep, briefing.nextStepOn).join(' ');
  return `<!doctype html>
<html lang="${plain(locale)}"><head><meta charset="utf-8"><title>${plain(briefing.name)}</title><style>
body{font:15px/1.6 system-ui,sans-serif;max-width:760px;margin:32px auto;padding:0 16px;color:#1d2629}
h1{font-size:24px;margin:0}h2{font-size:16px;margin:24px 0 4px;border-bottom:1px solid #d5dcde}
.none{color:#5f6d72}ul{padding-left:20px;margin:4px 0}li{margin:4px 0}</style></head><body>
<h1>${plain(briefing.name)}</h1>
<p>${plain(t.title)} · ${plain(t.from.replace('{{person}}', person.name))} · ${plain(briefing.handedOn)}</p>
<p>${briefing.facts.map(plain).join(' · ')}</p>
<p>${plain(t.owner)} ${plain(briefing.owner)}${briefing.phone ? ` · ${plain(t.phone)} ${plain(briefing.phone)}` : ''}</p>
${section(t.nextStep, step ? `<p>${step}</p>` : list([], t.none))}
${section(
  t.promises,
  list(
    promises.map((one) => joined(one.text, one.dueOn).join(' ')),
    t.none,
  ),
)}
${section(t.contacts, list(contacts, t.none))}
${section(t.visits, list(visited, t.none))}
${section(
  t.addresses,
  list(
    briefing.addresses.map((one) => plain(one.text)),
    t.none,
  ),
)}
${section(t.description, briefing.description ? `<p>${plain(briefing.description)}</p>` : list([], t.none))}
</body></html>`;
}
