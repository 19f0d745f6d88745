import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { moveForGood, syncPath } from '../../platform/disk.ts';
import type { Settings } from '../../platform/runtime.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const headBytes = 4096;

type Folder = Pick<Settings, 'dataDir'>;
export type Received = { size: number; sha256: string; head: Buffer };

/** Where the bytes of a file are. Ids begin with the time, hence the folder is named by their random end. */
function placeOf({ dataDir }: Folder, id: string): string {
  if (!uuid.test(id)) throw new Error('not the id of a file');
  return join(dataDir, 'files', id.slice(-2), id);
}

function incomingFolder({ dataDir }: Folder): string {
  return join(dataDir, 'files', 'incoming');
}

/** Writes what arrives to a place aside, on the disk for good when this ends; `keep` or `discard` has to follow. */
export async function receive(folder: Folder, id: string, content: Readable): Promise<Received> {
  await mkdir(incomingFolder(folder), { recursive: true });
  const file = await open(join(incomingFolder(folder), id), 'wx', 0o600);
  try {
    const received = await copy(content, file);
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

async function copy(content: Readable, file: FileHandle): Promise<Received> {
  const hash = createHash('sha256');
  const heads: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    if (size < headBytes) heads.push(bytes.subarray(0, headBytes - size));
    hash.update(bytes);
    size += bytes.length;
    await file.writeFile(bytes);
  }
  return { size, sha256: hash.digest('hex'), head: Buffer.concat(heads) };
}

/** Moves a received file to its place. */
export async function keep(folder: Folder, id: string): Promise<void> {
  const place = placeOf(folder, id);
  // A folder that is new has to be found again as well.
  if (await mkdir(dirname(place), { recursive: true })) await syncPath(dirname(dirname(place)));
  await moveForGood(join(incomingFolder(folder), id), place);
}

/** Removes a received file that is not kept; one at its place stays, since its row may have been written after all. */
export async function discard(folder: Folder, id: string): Promise<void> {
  await rm(join(incomingFolder(folder), id), { force: true });
}

/** The bytes of a stored file. Whether the reader may have them is decided before. Rejects when they are gone. */
export async function openFile(folder: Folder, id: string): Promise<Readable> {
  const file = await open(placeOf(folder, id), 'r');
  return file.createReadStream();
}

/** Removes what uploads that broke off left behind before the instant `before`. */
export async function removeBroken(folder: Folder, before: Date): Promise<void> {
  const names = await readdir(incomingFolder(folder)).catch(() => []);
  for (const name of names) {
    const path = join(incomingFolder(folder), name);
    const about = await stat(path).catch(() => null);
    if (about && about.mtime < before) await rm(path, { force: true });
  }
}

/** Orphans are looked for among files not older than this: a restored backup that is behind its files loses few of them. */
const orphanDays = 7;

/**
 * Removes files from before the instant `before` that have no row: it could not be written after they were kept.
 * `known` answers which of these ids have one.
 */
export async function removeOrphans(
  folder: Folder,
  before: Date,
  known: (ids: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const all = join(folder.dataDir, 'files');
  const from = before.getTime() - orphanDays * 24 * 60 * 60_000;
  const isOfThen = (id: string) => {
    const made = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    return uuid.test(id) && made >= from && made < before.getTime();
  };
  for (const part of await readdir(all).catch(() => [])) {
    const ids = part.length === 2 ? (await readdir(join(all, part)).catch(() => [])).filter(isOfThen) : [];
    if (ids.length === 0) continue;
    const rows = await known(ids);
    for (const id of ids) if (!rows.has(id)) await rm(placeOf(folder, id), { force: true });
  }
}
