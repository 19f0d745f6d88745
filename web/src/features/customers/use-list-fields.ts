import type { ListField } from '../../../../contract/customer-lists.ts';
import { listFields, ownFilterTypes, ownGroupTypes, ownSortTypes } from '../../../../contract/customer-lists.ts';
import type { OwnField } from '../../../../contract/fields.ts';
import type { FilterType } from '../../../../contract/filters.ts';
import type { TextKey } from '../../../../contract/texts/index.ts';
import type { LooseT } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';
import { useLists } from '../../widgets/lists/use-lists.ts';
import { useOwnFields } from '../../widgets/own-fields/use-own-fields.ts';

export type FieldInfo = {
  key: string;
  label: string;
  type: FilterType;
  sortable: boolean;
  groupable: boolean;
  column: boolean;
  /** What can be chosen, for choices. */
  options: { value: string; label: string }[];
  own: OwnField | null;
};

/** Built-in and own fields of customers, as filters, columns, orders and groups offer them. */
export function useListFields(): { fields: FieldInfo[]; fieldOf: (key: string) => FieldInfo | undefined } {
  const t = useT() as LooseT;
  const lists = useLists();
  const catalogue = useOwnFields();
  const builtIn = Object.entries<ListField>(listFields).map(
    ([key, field]): FieldInfo => ({
      key,
      label: t(`lists.fields.${key}` as TextKey),
      type: field.type,
      sortable: field.sortable === true,
      groupable: field.groupable === true,
      column: field.column === true,
      options: field.list ? lists.entries(field.list).map(({ id, name }) => ({ value: id, label: name })) : [],
      own: null,
    }),
  );
  const own = catalogue.fields.map(
    (field): FieldInfo => ({
      key: field.key,
      label: field.label,
      type: ownFilterTypes[field.type],
      sortable: ownSortTypes.includes(field.type),
      groupable: ownGroupTypes.includes(field.type),
      column: true,
      options: field.choices.map(({ id, label }) => ({ value: id, label })),
      own: field,
    }),
  );
  const all = new Map([...builtIn, ...own].map((field) => [field.key, field]));
  // What is retired is not offered any more, but still understood where it stands.
  const fields = [...all.values()].filter((field) => !field.own?.retired);
  return { fields, fieldOf: (key) => all.get(key) };
}
