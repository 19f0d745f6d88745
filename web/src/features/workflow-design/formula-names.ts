import { FormulaFault, fieldsOf, parseFormula } from '../../../../contract/fields.formula.ts';
import type { FormField, PlainField } from '../../../../contract/workflows.forms.ts';
import type { Names } from '../../lib/formula-text.ts';

type Labels = {
  from: (name: string) => string;
  until: (name: string) => string;
  sum: (table: string, column: string) => string;
};

const countable = ['number', 'money', 'formula', 'date', 'text', 'choice', 'multiChoice'];

/** What can stand in the formula of a field, labels by key; in a column the other columns of its row come first. */
export function formulaNames(
  fields: readonly FormField[],
  field: PlainField,
  tableKey: string | undefined,
  labels: Labels,
): Names {
  const own = (one: FormField): [string, string][] => {
    if (one.key === field.key) return [];
    if (one.type === 'dateRange') {
      return [
        [`${one.key}.from`, labels.from(one.label)],
        [`${one.key}.until`, labels.until(one.label)],
      ];
    }
    return countable.includes(one.type) ? [[one.key, one.label]] : [];
  };
  const table = fields.find(({ key }) => key === tableKey);
  const row = table?.type === 'table' ? table.columns.flatMap(own) : [];
  const whole = fields.flatMap((one): [string, string][] => {
    if (one.type !== 'table') return own(one);
    if (one.key === tableKey) return [];
    return one.columns
      .filter(({ type }) => type === 'number' || type === 'money' || type === 'formula')
      .map((column) => [`${one.key}.${column.key}`, labels.sum(one.label, column.label)]);
  });
  // Of two that are called alike the nearer one is meant.
  const taken = new Set(row.map(([, label]) => label));
  return new Map([...row, ...whole.filter(([, label]) => !taken.has(label))]);
}

export type FormulaProblem = { code: FormulaFault['code']; at: number } | { unknown: string };

/** What is wrong with a formula as it is kept; null when nothing is, or nothing stands there yet. */
export function formulaProblem(formula: string, names: Names): FormulaProblem | null {
  if (formula.trim() === '') return null;
  try {
    const unknown = fieldsOf(parseFormula(formula)).find((key) => !names.has(key));
    return unknown === undefined ? null : { unknown };
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    return { code: error.code, at: error.at };
  }
}
