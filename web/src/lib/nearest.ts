/** How many characters have to be put in, taken out or changed to make one text of the other. */
function edits(one: readonly string[], other: readonly string[]): number {
  let before = other.map((_, index) => index + 1);
  for (const [row, character] of one.entries()) {
    const next: number[] = [];
    for (const [column, target] of other.entries()) {
      const corner = column === 0 ? row : (before[column - 1] ?? 0);
      const left = column === 0 ? row + 1 : (next[column - 1] ?? 0);
      next.push(character === target ? corner : 1 + Math.min(corner, left, before[column] ?? 0));
    }
    before = next;
  }
  return before.at(-1) ?? one.length;
}

const charactersOf = (text: string) => [...text.normalize('NFKC').toLowerCase().replace(/\s/g, '')];

/**
 * The entry that a new name was probably meant to be: the nearest of those that differ in at most one character among
 * three (of two characters each one tells), or that one of the two contains; null when none is.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const typed = charactersOf(name);
  const candidates = known.flatMap((entry) => {
    const characters = charactersOf(entry);
    const shorter = Math.min(typed.length, characters.length);
    const distance = edits(typed, characters);
    const [a, b] = [typed.join(''), characters.join('')];
    const isPart = shorter >= 2 && (a.includes(b) || b.includes(a));
    const isSlip = shorter >= 3 && distance <= Math.floor(shorter / 3);
    return isPart || isSlip ? [{ entry, distance }] : [];
  });
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.entry ?? null;
}
