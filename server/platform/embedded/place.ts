import { createHash } from 'node:crypto';
import { chown, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { copyBinaries, installedBinaries } from './binaries.ts';
import { embeddedError, systemCode } from './errors.ts';
import type { Owner } from './owner.ts';
import { canReach, databaseOwner } from './owner.ts';

/** Where a cluster lives, what runs it and as whom. */
export type Place = {
  /** Everything of the embedded database lies under it. */
  readonly home: string;
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
  readonly owner: Owner;
  readonly binaries: Binaries;
  /** Set when the data folder could not be used, since the owner cannot enter it. */
  readonly moved: boolean;
};

/** A file in the data folder that names the database's home where that lies elsewhere. */
const pointer = 'database-place';

/**
 * Finds the place of the database of a data folder, and makes it ready. It is `postgres/` in the data folder, unless
 * that lies where the database's user cannot go (a private home of root): then it is a folder under /var/lib, and a
 * file in the data folder remembers it.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  await makeFolder(dataDir);
  const data = await realpath(dataDir);
  const owner = databaseOwner();
  const installed = await installedBinaries();
  const remembered = (await readFile(join(data, pointer), 'utf8').catch(() => '')).trim();
  const near = join(data, 'postgres');
  if (!remembered) {
    await makeFolder(near, owner);
    if (canReach(owner, near, near)) return finish(near, owner, installed, false);
  }
  const name = createHash('sha256').update(data).digest('hex').slice(0, 12);
  const far = remembered || join('/var/lib', `licheng-${name}`);
  await makeFolder(far, owner);
  if (!canReach(owner, far, far)) {
    throw embeddedError(`the user ${owner?.name} cannot enter ${far}; set LICHENG_DATA_DIR to a folder it can enter`);
  }
  await writeFile(join(data, pointer), `${far}\n`);
  return finish(far, owner, installed, true);
}

async function finish(home: string, owner: Owner, installed: Binaries, moved: boolean): Promise<Place> {
  const runnable = canReach(owner, installed.root, installed.postgres);
  return {
    home,
    cluster: join(home, 'cluster'),
    log: join(home, 'server.log'),
    password: join(home, 'password'),
    owner,
    binaries: runnable ? installed : await copyBinaries(installed, join(home, 'programs'), owner),
    moved,
  };
}

async function makeFolder(folder: string, owner: Owner = null): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: owner ? 0o700 : 0o711 });
    if (owner) await chown(folder, owner.uid, owner.gid);
  } catch (cause) {
    const code = systemCode(cause);
    const reason = code === 'ENOSPC' ? 'the disk is full' : code === 'EEXIST' ? 'a file stands there' : code;
    throw embeddedError(`the folder ${folder} cannot be made (${reason}); set LICHENG_DATA_DIR to another`, cause);
  }
}
