import type { FieldError } from '../../../../contract/errors.ts';
import { apiError } from '../../lib/client.ts';

/** What the server refused in one part of the input, by the path within it; empty for the part as a whole. */
export function refusedIn(error: unknown, part: string): FieldError[] {
  const fields = apiError(error)?.data.fields ?? [];
  return fields.flatMap((field) => {
    const [first, ...rest] = field.path.replace(/^action\./, '').split('.');
    return first === part ? [{ ...field, path: rest.join('.') }] : [];
  });
}
