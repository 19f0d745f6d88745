import { simplify } from './text.hanzi.ts';
import { places } from './text.places.ts';
import { fold, isUnspaced } from './text.ts';

const placeFirst = new RegExp(`^(?:${places.join('|')})(?:(?:壮族|回族|维吾尔)?自治区|自治州|特别行政区|省|市)?`, 'u');
// Only after a place: 吴中区, 昆山市, 花桥镇, 工业园区 …
const districtFirst = /^(?:\p{Script=Han}{2,3}?(?:自治县|新区|开发区|高新区|园区|县|区|市|镇))(?=\p{Script=Han}{2})/u;
const placeInBrackets = new RegExp(`\\((?:中国|china|${places.join('|')})(?:省|市)?\\)`, 'gu');
const chineseForm =
  /(?:股份有限公司|有限责任公司|\(?有限合伙\)?|合伙企业|有限公司|控股公司|集团公司|总公司|分公司|公司|\(?集团\)?)$/u;
const englishForms = new Set(
  (
    'co company corp corporation inc incorporated ltd limited llc llp lp plc gmbh mbh kg ag sa sas sarl srl spa bv nv oy oyj ' +
    'ab as asa aps kk pty pte sdn bhd jsc ooo group and'
  ).split(' '),
);
const notWord = /[^\p{L}\p{N}\p{M}]+/gu;

const foldName = (name: string) => simplify(fold(name));

/**
 * A company's name with width, case, spaces, punctuation and traditional characters folded; empty when it has no letter
 * or digit.
 */
export function normalizeName(name: string): string {
  return foldName(name).replace(notWord, '');
}

/** Shorter than this, what is left of a name tells nothing. */
function tells(core: string): boolean {
  return isUnspaced(core) ? [...core].length >= 2 : core.length >= 3;
}

function withoutPlaces(name: string): string {
  let rest = name;
  for (;;) {
    const next = rest.replace(placeFirst, '');
    if (next === rest) return rest;
    const further = next.replace(districtFirst, '');
    if (!tells(further.replace(notWord, ''))) return tells(next.replace(notWord, '')) ? next : rest;
    rest = further;
  }
}

function withoutForms(name: string): string {
  let rest = name.trim();
  for (;;) {
    const next = rest.replace(chineseForm, '').replace(/[\s,.()&-]+$/u, '');
    if (next === rest || !tells(next.replace(notWord, ''))) return rest;
    rest = next;
  }
}

function wordsWithoutForms(name: string): string[] {
  // "S.A." and "L.L.C." are one word each.
  const words = name
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .split(notWord)
    .filter((word) => word !== '');
  const trimmed = words[0] === 'the' && words.length > 1 ? words.slice(1) : [...words];
  while (trimmed.length > 1 && englishForms.has(trimmed.at(-1) ?? '')) trimmed.pop();
  return trimmed;
}

function coreWords(name: string): string[] {
  const folded = foldName(name).trim().replace(placeInBrackets, '');
  const bare = withoutPlaces(withoutForms(folded));
  const words = wordsWithoutForms(bare);
  return tells(words.join('')) ? words : [normalizeName(name)];
}

/**
 * What distinguishes a company's name: normalised, without Chinese places at its front and without its legal form.
 * Never shorter than two Chinese characters or three letters, unless the whole name is.
 */
export function coreName(name: string): string {
  return coreWords(name).join('');
}

/** The core name as words to search for. */
export function coreTerms(name: string): string {
  return coreWords(name).join(' ');
}

/**
 * The core names that would lie within this one's: every stretch of at least two Chinese characters, or of whole
 * words with at least four letters. At most a few hundred.
 */
export function coreNamesWithin(name: string): string[] {
  const words = coreWords(name);
  const pieces = words.flatMap((word) => (isUnspaced(word) ? [...word] : [word])).slice(0, 40);
  const found = new Set<string>();
  for (let from = 0; from < pieces.length; from += 1) {
    let stretch = '';
    for (const piece of pieces.slice(from)) {
      stretch += piece;
      if (isContained(stretch)) found.add(stretch);
    }
  }
  found.delete(words.join(''));
  return [...found];
}

/**
 * A core name as what it is compared by: characters one by one, but a word with a digit as a whole, since a number in a
 * name tells companies apart.
 */
function comparedPieces(name: string): string[] {
  const runs = coreWords(name).flatMap((word) => word.match(/\p{Script=Han}|\P{Script=Han}+/gu) ?? []);
  return runs.flatMap((run) => (/\p{N}/u.test(run) ? [run] : [...run]));
}

function pairsOf(name: string): Map<string, number> {
  const pieces = ['^', ...comparedPieces(name), '$'];
  const pairs = new Map<string, number>();
  for (const [index, piece] of pieces.slice(0, -1).entries()) {
    const pair = `${piece} ${pieces[index + 1]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** How much two company names are alike, 0 to 1: twice the pairs of neighbours that both cores have, by all pairs. */
export function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
  let shared = 0;
  for (const [pair, count] of pairs) shared += Math.min(count, others.get(pair) ?? 0);
  return (2 * shared) / (sum(pairs) + sum(others));
}

/** Whether a core name is long enough to mean something inside another one. */
export function isContained(core: string): boolean {
  return isUnspaced(core) ? [...core].length >= 2 : core.length >= 4;
}
