import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress, say } from './console.mjs';
import { alone } from './lock.mjs';
import { npm } from './npm.mjs';
import { cache, root } from './paths.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.licheng');

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function ensureInstalled(node) {
  const text = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(text).update(`${process.platform}-${process.arch}`).digest('hex');
  if (isStamped(wanted)) return;
  await alone('install', async () => {
    if (isStamped(wanted)) return;
    const { packages } = JSON.parse(text.toString('utf8'));
    if (!isInstalled(packages)) await install(await outsideNode(node), packages);
    writeFileSync(stamp, wanted);
  });
}

async function install(node, packages) {
  const paths = Object.keys(packages).filter((path) => path && !packages[path].optional);
  say('The first start installs what is needed; this takes a minute or two. 首次启动需安装依赖，约一两分钟。');
  const count = () => paths.filter((path) => existsSync(join(root, path, 'package.json'))).length;
  const shown = progress('installing · 正在安装', () => `${count()} / ${paths.length}`);
  try {
    await npm(node, ['ci'], root);
    shown.end();
  } catch (error) {
    shown.end(false);
    throw error;
  }
}

/** The program that removes node_modules must not stand in it. */
async function outsideNode(node) {
  if (!node.startsWith(modules)) return node;
  const { copyFileSync } = await import('node:fs');
  const folder = join(cache, 'runtime', 'installer');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  copyFileSync(node, copy);
  return copy;
}

function isStamped(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/** npm leaves a record of what it installed; packages for other systems are no part of it. */
function isInstalled(packages) {
  let found;
  try {
    found = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const same = ([path, entry]) =>
    !path || (entry.optional && !found[path]) || found[path]?.integrity === entry.integrity;
  return Object.entries(packages).every(same) && Object.keys(found).every((path) => existsSync(join(root, path)));
}
