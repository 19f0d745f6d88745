import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { progress } from './console.mjs';
import { cache } from './paths.mjs';

/** Runs `work` while no other program of this folder does the same; the lock of a killed program counts for nothing. */
export async function alone(name, work) {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${name}.lock`);
  let waiting;
  while (!take(file)) {
    waiting ??= progress('waiting for another program here that installs or builds · 等待另一个正在安装或构建的程序');
    await sleep(300);
  }
  waiting?.end(false);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(readOr(file, ''));
  if (holder > 0 && isAlive(holder)) return false;
  rmSync(file, { force: true });
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
