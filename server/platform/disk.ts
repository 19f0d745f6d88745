import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes what was written to the file, or what a folder holds, outlast a failure of power. */
export async function syncPath(path: string, flags: 'r' | 'r+' = 'r'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file that is safe on the disk its place, for good when this ends; its folder is one that is there. */
export async function moveForGood(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}
