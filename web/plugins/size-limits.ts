import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

/** Kilobytes after gzip. */
const limits = { entry: 250, page: 150 };

const size = (chunk: Chunk) => gzipSync(chunk.code).length / 1000;

/** The chunk and everything that it needs at once. */
function closure(chunk: Chunk, chunks: ReadonlyMap<string, Chunk>, found = new Set<Chunk>()): Set<Chunk> {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const name of chunk.imports) {
    const next = chunks.get(name);
    if (next) closure(next, chunks, found);
  }
  return found;
}

/** Stops a build whose first load, or one of whose own page chunks, is larger than a slow connection bears. */
export function sizeLimits(): Plugin {
  return {
    name: 'size-limits',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
      );
      const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
      if (!entry) return;
      const first = [...closure(entry, chunks)].reduce((sum, chunk) => sum + size(chunk), 0);
      const [largest] = [...chunks.values()]
        .filter((chunk) => chunk.isDynamicEntry)
        .toSorted((a, b) => size(b) - size(a));
      const page = largest ? size(largest) : 0;
      this.info(
        `first load ${first.toFixed(0)} kB of ${limits.entry}, largest page ${largest?.name} ${page.toFixed(0)} kB of ${limits.page} (gzip)`,
      );
      if (first > limits.entry) this.error(`the first load has ${first.toFixed(0)} kB, at most ${limits.entry}`);
      if (page > limits.page) this.error(`${largest?.name} has ${page.toFixed(0)} kB, at most ${limits.page}`);
    },
  };
}
