import { isImportable } from '../../../../contract/fields.rules.ts';
import type { ImportKind } from '../../../../contract/transfers.ts';
import { historyFields, importFields } from '../../../../contract/transfers.ts';
import { useMay } from '../../lib/me.ts';
import type { T } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';
import { useOwnFields } from '../../widgets/own-fields/use-own-fields.ts';

export type ImportField = { value: string; label: string };

/** What a column can be read as, under its name on the screen; own fields of customers stand behind the others. */
export function useImportFields(kind: ImportKind): { options: ImportField[]; labelOf: (field: string) => string } {
  const t = useT();
  const { fields } = useOwnFields();
  const own = kind === 'customers' ? fields : [];
  const toOption = ({ key, label }: { key: string; label: string }) => ({ value: key, label });
  const may = useMay();
  const built = builtIn(t, kind);
  const offered = built.filter(({ value }) => may('imports.history') || !historyFields.includes(value));
  const labels = new Map([...built, ...own.map(toOption)].map(({ value, label }) => [value, label]));
  return {
    options: [...offered, ...own.filter(isImportable).map(toOption)],
    labelOf: (field) => labels.get(field) ?? field,
  };
}

function builtIn(t: T, kind: ImportKind): ImportField[] {
  if (kind === 'customers')
    return importFields.customers.map((value) => ({ value, label: t(`transfers.customers.${value}`) }));
  if (kind === 'people') return importFields.people.map((value) => ({ value, label: t(`transfers.people.${value}`) }));
  return importFields[kind].map((value) => {
    const isHistory = value === 'createdBy' || value === 'createdAt';
    return { value, label: isHistory ? t(`transfers.customers.${value}`) : t(`exports.columns.${value}`) };
  });
}
