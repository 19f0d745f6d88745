import { isDeepStrictEqual } from 'node:util';
import { memberOf } from '../../../contract/workflows.compute.ts';
import type { Form, FormValues } from '../../../contract/workflows.forms.ts';

/** A field that was written in; null where there was or is nothing. */
export type Change = { field: string; from: unknown; to: unknown };

/** What of a form's values is another than before, in the order of the form. */
export function changesIn(form: Form, before: FormValues, after: FormValues): Change[] {
  return form.fields.flatMap(({ key }) => {
    const [from, to] = [memberOf(before, key) ?? null, memberOf(after, key) ?? null];
    // Rows of tables come out of the database with their columns in another order.
    return isDeepStrictEqual(from, to) ? [] : [{ field: key, from, to }];
  });
}
