type Part = { part: string; marked: boolean; at: number };

/** The text in parts, those marked that hold a word which was typed; upper and lower case count as one. */
export function marksIn(text: string, typed: string): Part[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  // Where folding changes the length, places in the one are not places in the other.
  if (words.length === 0 || lower.length !== text.length) return [{ part: text, marked: false, at: 0 }];
  const marked = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1))
      marked.fill(true, at, at + word.length);
  }
  const parts: Part[] = [];
  for (const [at, on] of marked.entries()) {
    const last = parts.at(-1);
    if (last?.marked === on) last.part += text[at];
    else parts.push({ part: text[at] ?? '', marked: on, at });
  }
  return parts;
}
