import type { PersonRef } from '../../../../contract/base.ts';

/** What is being written: the words, and everybody who was picked behind an @. */
export type NoteDraft = { text: string; people: PersonRef[] };

/** Of those who were picked, the ones whose name still stands in the text. */
export function mentionsIn({ text, people }: NoteDraft): string[] {
  const named = people.filter((person) => text.includes(`@${person.name}`));
  return [...new Set(named.map((person) => person.id))];
}

export type Piece = { text: string; mention: boolean };

/** The text cut at the names that are mentioned in it, the longest first where one begins like another. */
export function piecesOf(text: string, people: readonly { name: string }[]): Piece[] {
  const names = people.map((person) => `@${person.name}`).sort((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const name = names.find((one) => text.startsWith(one, at));
    if (!name) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) pieces.push({ text: plain, mention: false });
    plain = '';
    pieces.push({ text: name, mention: true });
    at += name.length;
  }
  return plain ? [...pieces, { text: plain, mention: false }] : pieces;
}
