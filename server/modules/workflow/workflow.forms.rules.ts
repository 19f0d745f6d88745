import { hiddenId } from '../../../contract/filters.ts';
import { isRow, memberOf } from '../../../contract/workflows.compute.ts';
import type { Form, FormValues } from '../../../contract/workflows.forms.ts';

/** Names by id; customers that are not seen have none. */
type Names = Readonly<Record<string, string>>;
/** `at`: the key of the field, of a column `table.column`. */
type Rename = (id: string, at: string) => string;

/** The values with every customer that they name renamed. */
export function renaming(form: Form, values: FormValues, rename: Rename): FormValues {
  const renamed = { ...values };
  for (const field of form.fields) {
    const value = memberOf(values, field.key);
    if (field.type === 'customer' && typeof value === 'string') renamed[field.key] = rename(value, field.key);
    if (field.type !== 'table' || !Array.isArray(value)) continue;
    const columns = field.columns.filter(({ type }) => type === 'customer').map(({ key }) => key);
    if (columns.length === 0) continue;
    renamed[field.key] = value.map((row: unknown) => {
      if (!isRow(row)) return row;
      const named = columns.filter((key) => typeof memberOf(row, key) === 'string');
      const cells = named.map((key) => [key, rename(String(row[key]), `${field.key}.${key}`)]);
      return { ...row, ...Object.fromEntries(cells) };
    });
  }
  return renamed;
}

/** The values with each customer that has no name for the reader replaced, so that not even its id is told. */
export function hidingUnseen(form: Form, values: FormValues, names: Names): FormValues {
  return renaming(form, values, (id) => (Object.hasOwn(names, id) ? id : hiddenId));
}

/** What was written over values with hidden customers: in each field the first hidden one is the first that was there. */
export function restoringHidden(form: Form, before: FormValues, given: FormValues, names: Names): FormValues {
  const were = new Map<string, string[]>();
  renaming(form, before, (id, at) => {
    if (!Object.hasOwn(names, id)) were.set(at, [...(were.get(at) ?? []), id]);
    return id;
  });
  return renaming(form, given, (id, at) => (id === hiddenId ? (were.get(at)?.shift() ?? id) : id));
}
