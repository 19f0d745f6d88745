/** Formulas as people write them: fields by their labels in brackets. They are kept with the fields' keys in braces. */
export type Names = ReadonlyMap<string, string>;

/** As it is kept → as it is shown; `names` are labels by key. */
export function toShown(formula: string, names: Names): string {
  return formula.replace(/\{([^{}]*)\}/g, (whole, key: string) => {
    const label = names.get(key.trim());
    return label === undefined ? whole : `[${label}]`;
  });
}

const written = /[[【]([^\]】]*)[\]】]/g;

function keyOf(label: string, names: Names): string {
  const wanted = label.trim().toLowerCase();
  // A name that there is not stays what it is, and is refused as a reference.
  return [...names].find(([, name]) => name.toLowerCase() === wanted)?.[0] ?? label;
}

/** As people write it → as it is kept. */
export function toStored(shown: string, names: Names): string {
  return shown.replace(written, (_whole, label: string) => `{${keyOf(label, names)}}`);
}

/** Which character of what is shown stands at a place of what is kept; both counted from 1. */
export function placeInShown(shown: string, names: Names, at: number): number {
  let [kept, seen] = [0, 0];
  for (const match of shown.matchAll(written)) {
    const before = match.index - seen;
    if (at <= kept + before) break;
    const key = keyOf(match[1] ?? '', names).length + 2;
    if (at <= kept + before + key) return match.index + 1;
    kept += before + key;
    seen = match.index + match[0].length;
  }
  return seen + at - kept;
}

/** The name that stands at a place of what is shown: of a field in brackets, or of a word without them. */
export function nameAt(shown: string, at: number): { name: string; bare: boolean } | null {
  for (const match of shown.matchAll(written)) {
    if (match.index + 1 === at) return { name: (match[1] ?? '').trim(), bare: false };
  }
  const [bare] = /^[\p{L}\p{N}_]+/u.exec(shown.slice(at - 1).trimStart()) ?? [];
  return bare === undefined || /^\d/.test(bare) ? null : { name: bare, bare: true };
}
