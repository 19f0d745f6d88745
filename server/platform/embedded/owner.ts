import { spawnSync } from 'node:child_process';
import { getuid } from 'node:process';
import { embeddedError } from './errors.ts';

/** The user whom the database's program runs as; null where it is the user who started us. */
export type Owner = { readonly name: string; readonly uid: number; readonly gid: number } | null;

/**
 * PostgreSQL refuses to run as root. As root we use the system's own `postgres` user, or make a system user of ours.
 */
export function databaseOwner(): Owner {
  if (getuid?.() !== 0) return null;
  const owner = findUser('postgres') ?? findUser('licheng') ?? createUser('licheng') ?? findUser('nobody');
  if (!owner) {
    throw embeddedError(
      'PostgreSQL refuses to run as root and no other user could be made; add one with: useradd --system licheng',
    );
  }
  return owner;
}

/** Whether the owner can enter the folder and run the program there. */
export function canReach(owner: Owner, folder: string, program: string): boolean {
  if (!owner) return true;
  const script = 'cd -- "$1" && test -x "$2" && test -r "$2"';
  const { uid, gid } = owner;
  return (
    spawnSync('/bin/sh', ['-c', script, 'sh', folder, program], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

function findUser(name: string): Owner {
  const uid = numberFrom('-u', name);
  const gid = numberFrom('-g', name);
  return uid === null || gid === null ? null : { name, uid, gid };
}

function numberFrom(flag: string, name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 && /^\d+\s*$/.test(stdout) ? Number(stdout) : null;
}

function createUser(name: string): Owner {
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  spawnSync('useradd', [...flags, '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  return findUser(name);
}
