import { ORPCError } from '@orpc/client';
import type { ErrorBody } from '../../../../contract/errors.ts';

/** Most bytes that one file may have. */
export const maxFileSize = 25 * 1024 * 1024;

/**
 * Sends one file as the field `file` and answers the parsed body. `onProgress` gets shares from 0 to 1.
 * A refusal is thrown as the same ApiError that other calls throw.
 */
export function uploadFile<R>(path: `/${string}`, file: File, onProgress?: (share: number) => void): Promise<R> {
  return new Promise((resolve, reject) => {
    // fetch cannot report how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(new Error('network'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as R);
        return;
      }
      const body = request.response as ErrorBody | null;
      reject(body?.code ? new ORPCError(body.code, { status: request.status, data: body }) : new Error('network'));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
