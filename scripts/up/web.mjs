import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress } from './console.mjs';
import { alone } from './lock.mjs';
import { root } from './paths.mjs';
import { runQuietly } from './run.mjs';

const target = join(root, 'dist', 'web');
const stamp = join(root, 'dist', 'web.stamp');

/** Builds the web files when their sources have changed. */
export async function ensureWeb(node) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const wanted = hashOfSources();
  if (isBuilt(wanted)) return;
  await alone('web', async () => {
    if (!isBuilt(wanted)) await build(node, wanted);
  });
}

/** A running server keeps serving the old files until the new ones are complete. */
async function build(node, wanted) {
  const fresh = join(root, 'dist', 'web.new');
  mkdirSync(join(root, 'dist'), { recursive: true });
  rmSync(fresh, { recursive: true, force: true });
  const shown = progress('building the web pages · 正在构建网页');
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  try {
    await runQuietly(node, [vite, 'build', 'web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn']);
  } catch (error) {
    shown.end(false);
    throw error;
  }
  rmSync(stamp, { force: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  writeFileSync(stamp, wanted);
  shown.end();
}

function isBuilt(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted && existsSync(join(target, 'index.html'));
  } catch {
    return false;
  }
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...filesIn('contract'), ...filesIn('web')]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
}
