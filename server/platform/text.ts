/** Characters that are written without spaces between words; they are indexed two by two. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]/u;
const run =
  /(?<unspaced>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]+)|(?<word>[\p{L}\p{N}\p{M}])/gu;
const separator = /[^\p{L}\p{N}\p{M}]+/u;

/** Longest lexeme kept, in characters; PostgreSQL refuses lexemes beyond 2 kB. */
const maxLexeme = 100;

/** Width, case and compatibility forms folded: what differs only in these is the same text. */
export function fold(text: string): string {
  const plain = text.normalize('NFKC');
  const lower = plain.toLowerCase();
  // A few capitals have small letters that are composed otherwise.
  return lower === plain ? plain : lower.normalize('NFKC');
}

/** A text's runs of letters and digits; `joined` says that the run follows the one before without a gap. */
type Run = { text: string; unspaced: boolean; joined: boolean };

function runsOf(text: string): Run[] {
  return fold(text)
    .split(separator)
    .filter((term) => term !== '')
    .flatMap(runsOfTerm);
}

function runsOfTerm(term: string): Run[] {
  const runs: Run[] = [];
  for (const match of term.matchAll(run)) {
    const last = runs.at(-1);
    if (match.groups?.unspaced !== undefined) {
      runs.push({ text: match[0], unspaced: true, joined: last !== undefined });
    } else if (last && !last.unspaced) {
      last.text += match[0];
    } else {
      runs.push({ text: match[0], unspaced: false, joined: last !== undefined });
    }
  }
  return runs;
}

const quote = (lexeme: string) => `'${lexeme}'`;

function clip(word: string): string {
  return word.length <= maxLexeme ? word : [...word].slice(0, maxLexeme).join('');
}

/** The weight of words that not everyone who sees the record may find it by; all others have the default one, D. */
const guardedWeight = 'A';

/**
 * The tsvector literal of a document's parts: a run of Chinese (Japanese, Korean) characters as overlapping pairs and
 * its last character alone, every other word as it is. A phrase never reaches across a gap or from part to part.
 * `guarded` parts are left out of a search among open words. Meant for names and short texts: PostgreSQL keeps at most
 * 16,383 positions.
 */
export function searchVector(
  parts: readonly (string | null | undefined)[],
  guarded: readonly (string | null | undefined)[] = [],
): string {
  const lexemes: string[] = [];
  let position = 0;
  const add = (part: string, weight: string) => {
    for (const { text, unspaced: pairs, joined } of runsOf(part)) {
      if (!joined) position += 1;
      const characters = pairs ? [...text] : [clip(text)];
      characters.forEach((character, index) => {
        position += 1;
        const next = pairs ? characters[index + 1] : undefined;
        lexemes.push(`${quote(character + (next ?? ''))}:${position}${weight}`);
      });
    }
  };
  for (const part of parts) add(part ?? '', '');
  for (const part of guarded) add(part ?? '', guardedWeight);
  return lexemes.join(' ');
}

/** One entry of the index that a term asks for; with `prefix` every entry that begins with it. */
export type Lexeme = { text: string; prefix: boolean };

/** Fewer digits than this are asked for as a whole number: as the beginning of one they would find every telephone. */
const tellingDigits = 6;

/**
 * What a person typed, as terms of lexemes that follow each other: all terms are wanted, in any order; Chinese anywhere
 * in a document, other words from their beginning (a single letter only as a whole word). Empty when nothing typed can
 * be searched for.
 */
export function searchTerms(typed: string): Lexeme[][] {
  const terms: Run[][] = [];
  for (const part of runsOf(typed)) {
    const last = terms.at(-1);
    if (part.joined && last) last.push(part);
    else terms.push([part]);
  }
  return terms.map((runs) =>
    runs.flatMap((part, index) => {
      const isLast = index === runs.length - 1;
      return part.unspaced ? pairsOf(part.text, isLast) : [wordOf(part.text, isLast)];
    }),
  );
}

/**
 * The same as text of a tsquery, asked of all words or of the open ones alone; null when nothing can be searched for,
 * which then finds nothing.
 */
export function searchQuery(typed: string, words: 'all' | 'open'): string | null {
  const weight = words === 'open' ? 'D' : '';
  const asked = ({ text, prefix }: Lexeme) => {
    const marks = `${prefix ? '*' : ''}${weight}`;
    return marks ? `${quote(text)}:${marks}` : quote(text);
  };
  const terms = searchTerms(typed).map((lexemes) => {
    const phrase = lexemes.map(asked).join(' <-> ');
    return lexemes.length > 1 ? `(${phrase})` : phrase;
  });
  return terms.length === 0 ? null : terms.join(' & ');
}

function pairsOf(text: string, isLast: boolean): Lexeme[] {
  const characters = [...text];
  if (characters.length === 1) return [{ text, prefix: isLast }];
  const pairs = characters
    .slice(0, -1)
    .map((character, index) => ({ text: character + (characters[index + 1] ?? ''), prefix: false }));
  // What follows in the same term is no such character: the run ends here, and its last one stands alone.
  return isLast ? pairs : [...pairs, { text: characters.at(-1) ?? '', prefix: false }];
}

function wordOf(text: string, isLast: boolean): Lexeme {
  const word = clip(text);
  const tells = /^\p{N}+$/u.test(word) ? word.length >= tellingDigits : [...word].length > 1;
  return { text: word, prefix: isLast && tells };
}

/** Whether the folded text has a character that is written without spaces. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** Digits of a telephone number without the country code of China; null when they are too few (under 7) to tell. */
export function phoneDigits(phone: string | null | undefined): string | null {
  const folded = fold(phone ?? '').trim();
  const digits = folded.replace(/\D/g, '');
  const national = /^(?:\+|00)\s*\(?86/.test(folded)
    ? digits.replace(/^(?:00)?86/, '')
    : /^86\d{11}$/.test(digits)
      ? digits.slice(2)
      : digits;
  return national.length < 7 ? null : national.slice(0, 40);
}

/**
 * What a telephone number is looked for by: as written, all its digits, without its Chinese area code, and the last
 * four digits, by which people know a mobile number.
 */
export function phoneTerms(phone: string | null | undefined): string[] {
  const digits = phoneDigits(phone);
  if (!phone || !digits) return phone ? [phone] : [];
  const local = /^0(?:10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(digits)?.[1];
  return [phone, digits, ...(local ? [local] : []), digits.slice(-4)];
}

/** A text as the beginning of a LIKE pattern, its wildcards taken literally. */
export function likePrefix(text: string): string {
  return `${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
