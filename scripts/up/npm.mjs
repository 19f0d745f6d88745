import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { cache } from './paths.mjs';

/** The npm-cli.js that started us, or the one that belongs to the Node or the PATH of this machine. */
function findNpm() {
  const started = process.env.npm_execpath;
  if (started && basename(started) === 'npm-cli.js' && existsSync(started)) return started;
  const prefix = dirname(process.execPath);
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    join(prefix, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(prefix, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...folders.flatMap((folder) => [
      linkTarget(join(folder, 'npm')),
      join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ]),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((file) => basename(file) === 'npm-cli.js' && existsSync(file));
  if (found) return found;
  throw new Error(
    'npm is missing; install it with Node (https://nodejs.org; Debian: apt-get install npm) · 未找到 npm',
  );
}

/**
 * Runs npm by the given Node. Throws with npm's own words and a hint when it fails. Installed packages run no script
 * of theirs: none of them needs one, and what does not run cannot do harm.
 */
export function npm(node, args, cwd) {
  const flags = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(node, [findNpm(), ...args, ...flags], {
      cwd,
      env: environment(node),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk) => {
      said += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} failed (${code}):\n${shorten(said)}\n${hint(said)}`));
    });
  });
}

function environment(node) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  // Of the npm that started us: npm below stands in another folder.
  for (const name of ['npm_config_local_prefix', 'npm_config_prefix', 'npm_config_global_prefix']) delete env[name];
  // npm looks for the settings of the machine beside its Node, and ours is not where the administrator wrote them.
  env.npm_config_globalconfig ??= globalSettings();
  const folder = process.env.npm_config_cache ?? join(homedir(), '.npm');
  if (!isWritable(folder)) env.npm_config_cache = join(cache, 'npm');
  env.npm_config_update_notifier = 'false';
  return env;
}

function globalSettings() {
  const beside = join(dirname(dirname(process.execPath)), 'etc', 'npmrc');
  if (existsSync(beside)) return beside;
  const asked = spawnSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8', timeout: 20_000 });
  return asked.status === 0 ? asked.stdout.trim() : beside;
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function linkTarget(file) {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** npm says first what is wrong and last where its log is. */
function shorten(said) {
  const lines = said.trim().split('\n');
  return lines.length <= 30 ? lines.join('\n') : [...lines.slice(0, 20), '…', ...lines.slice(-5)].join('\n');
}

function hint(said) {
  if (/ENOSPC/.test(said)) return 'The disk is full: free some space and start again. 磁盘已满。';
  if (/EACCES|EPERM|EROFS/.test(said))
    return 'This user may not write here: check who owns this folder. 没有写入权限。';
  if (/EINTEGRITY/.test(said))
    return 'A package is not what package-lock.json promises: check the registry. 软件包校验失败。';
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|network|CERT|SSL/i.test(said)) {
    return (
      'The package registry cannot be reached: check the network, the proxy, or name a mirror with ' +
      '"npm config set registry <address>", and start again. 无法连接软件源，请检查网络或设置镜像。'
    );
  }
  return 'Start again; if it stays so, remove node_modules and .cache first. 请重试。';
}
