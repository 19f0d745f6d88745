import { leaveReasons } from '../../../../contract/contacts.shapes.ts';
import type { T } from '../../lib/texts.ts';

type Data = Record<string, unknown>;

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Another customer as it stands in an event: by name, or unnamed where it may not be seen. */
function placeOf(t: T, value: unknown): string {
  if (!isObject(value)) return '';
  return (isObject(value.customer) ? textOf(value.customer.name) : '') || t('relationships.leave.somewhere');
}

function leftLines(t: T, data: Data): string[] {
  const reason = leaveReasons.find((each) => each === data.leaveReason);
  const place = placeOf(t, data.to) || textOf(data.place);
  return [
    ...(reason ? [t(`relationships.leave.reasons.${reason}`)] : []),
    ...(place ? [t('relationships.leave.to', { place })] : []),
  ];
}

function succeededLine(t: T, { successor }: Data): string {
  return isObject(successor)
    ? t('relationships.succession.named', { name: textOf(successor.name) })
    : t('relationships.succession.none');
}

function setLine(t: T, { person, from, to }: Data): string {
  const name = isObject(person) ? textOf(person.name) : '';
  const before = typeof from === 'number' ? from : t('relationships.matrix.none');
  return `${name} ${t('relationships.matrix.changed', { from: before, to: typeof to === 'number' ? to : '' })}`.trim();
}

/** What happened to a contact's post, the person behind it, or how we know them. */
export function contactLines(t: T, type: string, data: Data): string[] {
  if (type === 'contact.left') return leftLines(t, data);
  if (type === 'contact.moved') return [t('relationships.leave.from', { place: placeOf(t, data.from) })];
  if (type === 'contact.joined') return [placeOf(t, data.with)];
  if (type === 'contact.succeeded') return [succeededLine(t, data)];
  if (type === 'relationship.set') return [setLine(t, data)];
  return [];
}
