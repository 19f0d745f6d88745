import { marksIn } from '../marks.ts';

/** A text in which the words that were typed stand out. */
export function Marked({ text, words }: { text: string; words: string }) {
  return marksIn(text, words).map(({ part, marked, at }) => (marked ? <mark key={at}>{part}</mark> : part));
}
