import { attitudes } from '../../../../contract/contacts.shapes.ts';
import type { TimelineEntry } from '../../../../contract/customers.ts';
import { decisionRoles, teamRoles } from '../../../../contract/customers.ts';
import { instanceStatuses } from '../../../../contract/workflows.words.ts';
import type { Format } from '../../lib/formats.ts';
import type { LooseT, T } from '../../lib/texts.ts';
import { contactLines } from './contact-words.ts';
import { poolLines } from './pool-words.ts';

type Data = Record<string, unknown>;
/** A line below an entry: what was written, or what changed. */
export type Detail = { text: string; quoted?: boolean };

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isObject) : []);
const nameOf = (value: unknown): string => (isObject(value) ? textOf(value.name) : '');
const personOf = (value: unknown): string => (isObject(value) ? nameOf(value.person) : '');
const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value);

const archiveFields = [
  'name',
  'segment',
  'region',
  'industry',
  'level',
  'parent',
  'phone',
  'creditCode',
  'website',
  'foundedYear',
  'employees',
  'annualRevenue',
  'description',
  'addresses',
] as const;
const contactFields = ['name', 'title', 'decisionRole', 'phone', 'email', 'note', 'leftOn'] as const;
const personFields = ['attitude', 'influence', 'birthday', 'school', 'employers', 'startedOn'] as const;

function roleWord(t: T, role: unknown): string {
  const known = teamRoles.find((each) => each === role);
  return known ? t(`customers.teamRoles.${known}`) : '';
}

function valueWord(t: T, format: Format, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const role = decisionRoles.find((each) => each === value);
    if (role) return t(`customers.decisionRoles.${role}`);
    const attitude = attitudes.find((each) => each === value);
    if (attitude) return t(`relationships.attitudes.${attitude}`);
    return isDay(value) ? format.day(value) : value;
  }
  if (Array.isArray(value))
    return value
      .map((each) => textOf(isObject(each) ? each.text : each))
      .filter(Boolean)
      .join('; ');
  return isObject(value) ? nameOf(value.customer) || nameOf(value.person) : '';
}

function fieldWord(t: T, type: string, field: string): string {
  const contact = contactFields.find((each) => each === field);
  if (type === 'contact.updated' && contact)
    return t(`customers.contacts.${contact === 'decisionRole' ? 'role' : contact}`);
  const person = personFields.find((each) => each === field);
  if (type === 'contact.updated' && person) return t(`relationships.contact.${person}`);
  const archive = archiveFields.find((each) => each === field);
  return archive ? t(`customers.fields.${archive}`) : '';
}

function changeLines(t: T, format: Format, type: string, changes: unknown): Detail[] {
  return listOf(changes).flatMap((change) => {
    // An own field is called as it was called then.
    const field = fieldWord(t, type, textOf(change.field)) || textOf(change.label);
    if (!field) return [];
    const to = valueWord(t, format, change.to);
    const from = valueWord(t, format, change.from);
    // Long texts would fill the page with what stands in the archive anyway.
    // What the reader may not see has no words either.
    if (from.length + to.length > 160 || (!from && !to))
      return [{ text: t('customers.timeline.changed', { fields: field }) }];
    if (!to) return [{ text: t('customers.timeline.cleared', { field }) }];
    if (!from) return [{ text: t('customers.timeline.set', { field, to }) }];
    return [{ text: t('customers.timeline.from', { field, from, to }) }];
  });
}

function teamLines(t: T, data: Data): Detail[] {
  const owner = isObject(data.owner) ? data.owner : null;
  return [
    ...(owner
      ? [{ text: t('customers.timeline.ownerChanged', { from: personOf(owner.from), to: personOf(owner.to) }) }]
      : []),
    ...listOf(data.added).map((member) => ({
      text: t('customers.timeline.joined', { person: nameOf(member.person), role: roleWord(t, member.role) }),
    })),
    ...listOf(data.removed).map((member) => ({
      text: t('customers.timeline.removed', { person: nameOf(member.person) }),
    })),
    ...listOf(data.changed).map((member) => ({
      text: t('customers.timeline.roleChanged', {
        person: nameOf(member.person),
        from: roleWord(t, member.from),
        to: roleWord(t, member.to),
      }),
    })),
  ];
}

/** The lines below an entry, from what its event says. */
export function detailsOf(t: T, format: Format, { type, data }: TimelineEntry): Detail[] {
  const lines: Detail[] = [];
  const quote = (value: unknown) => {
    if (textOf(value)) lines.push({ text: textOf(value), quoted: true });
  };
  for (const text of contactLines(t, type, data)) lines.push({ text });
  quote(data.text);
  quote(data.discussed);
  if (type === 'customer.teamChanged' || type === 'customer.teamTurned') lines.push(...teamLines(t, data));
  lines.push(...poolLines(t, type, data));
  if (type === 'customer.updated' || type === 'contact.updated')
    lines.push(...changeLines(t, format, type, data.changes));
  if (typeof data.score === 'number')
    lines.push({ text: t('customers.timeline.score', { score: format.score(data.score) }) });
  const status = instanceStatuses.find((each) => each === data.status);
  if (type === 'workflow.ended' && status) lines.push({ text: t(`workflows.statuses.${status}`) });
  quote(data.advice);
  quote(data.reason);
  const people = Array.isArray(data.contacts) ? data.contacts.map(textOf).filter(Boolean) : [];
  if (type === 'visit.recorded' && people.length > 0)
    lines.push({ text: t('customers.timeline.met', { people: format.list(people) }) });
  const step = [textOf(data.nextStep), isDay(textOf(data.nextStepOn)) ? format.dayShort(textOf(data.nextStepOn)) : ''];
  if (step[0]) lines.push({ text: t('customers.timeline.nextStep', { text: step.filter(Boolean).join(' ') }) });
  return lines;
}

/** What happened, in a word; a type that is not known here yet gets a general one. */
export function verbOf(t: T, type: string): string {
  const key = `customers.timeline.types.${type.replace('.', '_')}`;
  const word = (t as LooseT)(key as Parameters<LooseT>[0]);
  return word === key ? t('customers.timeline.generic') : word;
}

/** The name of what it happened to. */
export function subjectOf({ type, data }: TimelineEntry): string {
  if (type === 'customer.merged' || type === 'customer.unmerged') return textOf(data.name);
  if (type.startsWith('channel.')) return isObject(data.with) ? nameOf(data.with.customer) : '';
  if (type.startsWith('planItem.') || type.startsWith('workflow.')) return textOf(data.title);
  if (type.startsWith('contact.') || type === 'relationship.set') return textOf(data.name);
  if (type.startsWith('visit.')) return textOf(data.purpose);
  return '';
}
