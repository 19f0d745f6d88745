type Candidate = { id: string; name: string };

const connector = /^(?:去|到|约|約|给|給|跟|见|見|with\s+|at\s+|to\s+|see\s+)/i;
const isLatin = (letter: string | undefined) => letter !== undefined && /[\p{Script=Latin}\d]/u.test(letter);
/** Fewest letters that may stand for a name: 永晟, but not "at". */
const shortest = (text: string) => (isLatin(text[0]) ? 3 : 2);

/** Where the customer's name may begin: at once, or after a word such as 去 or "with". */
function starts(rest: string): number[] {
  const word = connector.exec(rest)?.[0];
  return word ? [0, word.length] : [0];
}

/** What to ask the server for, so that its answer holds the customer that the line may begin with; null for nothing. */
export function customerQuery(rest: string): string | null {
  const start = starts(rest).at(-1) ?? 0;
  const text = rest.slice(start).trimStart();
  const word = /^\S+/.exec(text)?.[0] ?? '';
  const asked = isLatin(word[0]) ? word : [...word].slice(0, 2).join('');
  return [...asked].length >= shortest(word) ? asked : null;
}

/** Length of the longest beginning of `text` that the name contains; Latin words count whole only. */
function sharedLength(text: string, name: string): number {
  const wanted = text.toLowerCase();
  const known = name.toLowerCase();
  let length = 0;
  while (length < wanted.length && known.includes(wanted.slice(0, length + 1))) length += 1;
  while (length > 0 && isLatin(wanted[length - 1]) && isLatin(wanted[length])) length -= 1;
  return text.slice(0, length).trimEnd().length;
}

/**
 * The customer that a text begins with, and the rest of it. Of several the one that shares the most letters, then the
 * first. When a word stands alone before a space, half of it must belong to the name.
 */
export function matchCustomer<C extends Candidate>(
  rest: string,
  candidates: readonly C[],
): { customer: C; rest: string } | null {
  let best: { customer: C; end: number; length: number } | null = null;
  for (const start of starts(rest)) {
    const text = rest.slice(start);
    const firstWord = /^\S+(?=\s)/.exec(text)?.[0];
    const enough = Math.max(shortest(text), firstWord ? Math.ceil(firstWord.length / 2) : 0);
    for (const customer of candidates) {
      const length = sharedLength(text, customer.name);
      if (length < enough || length <= (best?.length ?? 0)) continue;
      const wordEnd = firstWord && length < firstWord.length ? firstWord.length : length;
      best = { customer, end: start + wordEnd, length };
    }
  }
  return best && { customer: best.customer, rest: rest.slice(best.end).replace(/^[\s,，、:：]+/, '') };
}
