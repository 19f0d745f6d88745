import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress } from './console.mjs';
import { alone } from './lock.mjs';
import { npm } from './npm.mjs';
import { cache, root } from './paths.mjs';

const system = process.platform === 'win32' ? 'win' : process.platform;
const packageName = `node-${system}-${process.arch}`;
const program = process.platform === 'win32' ? 'node.exe' : 'node';
/** The first version that runs TypeScript files without a flag. */
const oldest = [22, 18];

/**
 * The Node that runs the product: the one of package-lock.json, fetched and checked by npm; where none is made for this
 * machine, the Node that runs this.
 */
export async function ensureRuntime() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const entry = packages[`node_modules/${packageName}`];
  if (!entry) return systemNode();
  const home = join(cache, 'runtime', entry.version);
  const node = join(home, 'node_modules', packageName, 'bin', program);
  const installed = join(root, 'node_modules', packageName);
  if (versionOf(installed) === entry.version && runs(join(installed, 'bin', program), home)) {
    return join(installed, 'bin', program);
  }
  if (!runs(node, home)) await alone('runtime', () => fetchRuntime(entry, home, node));
  return runs(node, home) ? node : systemNode();
}

/** npm installs one package by a lockfile of its own, with the version and the checksum of ours. */
async function fetchRuntime(entry, home, node) {
  if (runs(node, home)) return;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const about = { name: 'runtime', version: '0.0.0', private: true, dependencies: { [packageName]: entry.version } };
  const { version, integrity } = entry;
  const lock = {
    ...about,
    lockfileVersion: 3,
    packages: { '': about, [`node_modules/${packageName}`]: { version, integrity } },
  };
  writeFileSync(join(home, 'package.json'), JSON.stringify(about));
  writeFileSync(join(home, 'package-lock.json'), JSON.stringify(lock));
  const shown = progress(`fetching Node ${version} · 获取 Node ${version}`);
  try {
    await npm(process.execPath, ['ci'], home);
    shown.end();
  } catch (error) {
    shown.end(false);
    throw error;
  }
}

/** Whether the program runs on this machine at all: its C library may be another. Asked once a version. */
function runs(node, home) {
  if (!existsSync(node)) return false;
  const stamp = join(home, 'runs');
  if (existsSync(stamp)) return true;
  if (spawnSync(node, ['--version'], { stdio: 'ignore' }).status !== 0) return false;
  mkdirSync(home, { recursive: true });
  writeFileSync(stamp, '');
  return true;
}

function systemNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return process.execPath;
  throw new Error(
    `No Node 24 is packaged for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}.\n` +
      `Install Node 24 (https://nodejs.org) and start again. 请安装 Node 24 后重试。`,
  );
}

function versionOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return '';
  }
}
