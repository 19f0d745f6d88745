import { z } from 'zod';
import { id, idInput, instant, personRef, route } from './base.ts';

const tag = 'files';

const file = z.object({
  id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  createdAt: instant,
  owner: personRef,
});
export type StoredFile = z.infer<typeof file>;

/**
 * `POST /api/files` (multipart, field `file`, at most 25 MB) answers the same body as `get`;
 * `GET /api/files/{id}/content` answers the bytes, always as a download.
 */
export const files = {
  get: route('GET', '/files/{id}', { tag, permission: 'signedIn', summary: 'Name, type and size of a file' })
    .input(idInput)
    .output(file),
};
