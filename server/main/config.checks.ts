/** Words of secrets that people copy from examples; what remains without them must still be hard to guess. */
const known = [
  'better-auth-secret',
  'your-256-bit-secret',
  'supersecret',
  'changeit',
  'changeme',
  'change',
  'please',
  'secret',
  'password',
  'passwort',
  'default',
  'example',
  'insecure',
  'development',
  'production',
  'keyboard',
  'licheng',
  'session',
  'mysecret',
  'replace',
  'random',
  'string',
  'testing',
  'token',
  'admin',
  'least',
  'characters',
  'long',
  'this',
  'with',
  'that',
  'must',
  'your',
  'key',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
];
const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', '0123456789abcdef'];
const shortestBytes = 32;

/** What makes a secret unfit, as the end of a sentence; undefined when it is good. */
export function secretFlaw(secret: string): string | undefined {
  const text = secret.trim();
  if (!text) return 'is empty';
  if (Buffer.byteLength(text) < shortestBytes) {
    return `has ${Buffer.byteLength(text)} bytes and needs at least ${shortestBytes}`;
  }
  const rest = withoutRepetition(withoutKnown(text.toLowerCase()));
  if (rest.length < 20 || new Set(rest).size < 8) return 'is easy to guess (well-known, repeated or in order)';
  return undefined;
}

function withoutKnown(text: string): string {
  let rest = text.replace(/[\s_.,:;!-]+/g, '');
  for (const word of known) rest = rest.replaceAll(word.replaceAll('-', ''), '');
  // Stretches of five and more from a keyboard or alphabet row, in either direction.
  for (const row of runs.flatMap((run) => [run, [...run].reverse().join('')])) {
    for (let length = row.length; length >= 5; length--) {
      for (let from = 0; from + length <= row.length; from++) {
        rest = rest.replaceAll(row.slice(from, from + length), '');
      }
    }
  }
  return rest;
}

/** One copy of what is repeated back to back: `abcabcabc` is worth `abc`. */
function withoutRepetition(text: string): string {
  return text.replace(/(.{1,32}?)\1+/g, '$1');
}

/** The name of `names` that takes the fewest changes of letters to reach. */
export function nearestName(wrong: string, names: readonly string[]): string {
  const ranked = names.map((name) => ({ name, changes: distance(wrong.toUpperCase(), name) }));
  return ranked.sort((a, b) => a.changes - b.changes)[0]?.name ?? '';
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
