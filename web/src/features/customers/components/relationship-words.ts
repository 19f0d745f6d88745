import type { Customer } from '../../../../../contract/customers.ts';
import type { Gap, Matrix, Relationship } from '../../../../../contract/relationships.ts';
import type { T } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';

const known = 2;

/** Somebody was known once and is not any more. */
export const isCold = (edge: Relationship) => edge.strength >= known && edge.shown < known;

/** What is broken stands out more than what deserves attention. */
export const isBroken = (gap: Gap) => gap.kind === 'noSuccessor' || gap.kind === 'decisionMakerUnknown';

function gapWords(t: T, gap: Gap, contact: (id: string) => string, person: (id: string) => string): string {
  switch (gap.kind) {
    case 'noSuccessor':
      return t('relationships.gaps.noSuccessor', { contact: contact(gap.contactId) });
    case 'decisionMakerUnknown':
      return t('relationships.gaps.decisionMakerUnknown', { contact: contact(gap.contactId) });
    case 'oneOfThem':
      return t('relationships.gaps.oneOfThem', { contact: contact(gap.contactId) });
    case 'oneOfUs':
      return t('relationships.gaps.oneOfUs', { person: person(gap.personId) });
    case 'cold':
      return t('relationships.gaps.cold', { contact: contact(gap.contactId), person: person(gap.personId) });
    case 'uncovered':
      return t('relationships.gaps.uncovered', {
        decisionRole: t(`customers.decisionRoles.${gap.decisionRole}`),
        teamRole: t(`customers.teamRoles.${gap.teamRole}`),
      });
    default:
      return t(`relationships.gaps.${gap.kind}`);
  }
}

/** Says a gap in the reader's language. */
export function useGapText(customer: Customer, matrix: Matrix): (gap: Gap) => string {
  const t = useT();
  const contacts = new Map(customer.contacts.map(({ id, name }) => [id, name]));
  const people = new Map(matrix.people.map(({ person }) => [person.id, person.name]));
  return (gap) =>
    gapWords(
      t,
      gap,
      (id) => contacts.get(id) ?? '',
      (id) => people.get(id) ?? '',
    );
}
