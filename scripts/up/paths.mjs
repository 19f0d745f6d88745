import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Made by scripts, may be deleted at any time. */
export const cache = join(root, '.cache');
