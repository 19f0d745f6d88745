import type { Formula, FormulaType, FormulaValue } from './fields.formula.ts';
import { evaluateFormula, FormulaFault, fieldsOf, parseFormula, resultOf } from './fields.formula.ts';
import type { OwnContext } from './fields.rules.ts';
import { formulaInputs, isBlank, ownIdOf, visibleFields } from './fields.rules.ts';
import type { OwnField, OwnFieldType, OwnValue } from './fields.ts';

export type OwnValues = Readonly<Record<string, OwnValue>>;

/** Own fields with their formulas read, and the order in which these are computed. */
export type Definitions = {
  fields: readonly OwnField[];
  formulas: ReadonlyMap<string, Formula>;
  order: readonly string[];
};

export function definitionsOf(fields: readonly OwnField[]): Definitions {
  const formulas = formulasOf(fields);
  return { fields, formulas, order: formulaOrder(formulas) };
}

/** The trees of all formulas by the field's id; one that cannot be read is left out. */
export function formulasOf(fields: readonly OwnField[]): ReadonlyMap<string, Formula> {
  const found = new Map<string, Formula>();
  for (const { id, formula } of fields) {
    try {
      if (formula !== null) found.set(id, parseFormula(formula));
    } catch (error) {
      if (!(error instanceof FormulaFault)) throw error;
    }
  }
  return found;
}

/** Ids of formula fields, each after those that it is computed from. */
function formulaOrder(formulas: ReadonlyMap<string, Formula>): string[] {
  const order = new Set<string>();
  const entered = new Set<string>();
  const visit = (id: string) => {
    const tree = formulas.get(id);
    if (!tree || entered.has(id)) return;
    entered.add(id);
    for (const key of fieldsOf(tree)) {
      const on = ownIdOf(key);
      if (on !== null) visit(on);
    }
    order.add(id);
  };
  for (const id of formulas.keys()) visit(id);
  return [...order];
}

export type Settled = {
  /** What applies, formulas computed. */
  own: Record<string, OwnValue>;
  /** What does not apply now and is kept for when it does again. */
  aside: Record<string, OwnValue>;
  visible: ReadonlySet<string>;
};

/** Parts the values of a customer into what applies and what does not, and computes the formulas anew. */
export function settleOwn({ fields, formulas, order }: Definitions, values: OwnValues, context: OwnContext): Settled {
  const visible = visibleFields(fields, values, context);
  const own: Record<string, OwnValue> = {};
  const aside: Record<string, OwnValue> = {};
  const byId = new Map(fields.map((field) => [field.id, field]));
  for (const [id, value] of Object.entries(values)) {
    const field = byId.get(id);
    // A retired formula keeps what it last came to; one in use is computed below.
    if (!field || isBlank(value) || (formulas.has(id) && !field.retired)) continue;
    (visible.has(id) ? own : aside)[id] = value;
  }
  const lookUp = (key: string): FormulaValue => {
    const id = ownIdOf(key);
    if (id !== null) return computable(byId.get(id), own[id]);
    const builtIn = context.builtIn[key] ?? null;
    return builtIn === null ? null : Number(builtIn);
  };
  for (const id of order) {
    const [tree, field] = [formulas.get(id), byId.get(id)];
    if (!tree || !field || field.retired || !visible.has(id)) continue;
    const result = resultOf(evaluateFormula(tree, lookUp));
    if (result !== null) own[id] = result;
  }
  return { own, aside, visible };
}

/** A value as formulas know it: choices by their labels, amounts as numbers. */
function computable(field: OwnField | undefined, value: OwnValue | undefined): FormulaValue {
  if (!field || value === undefined) return field?.type === 'multiChoice' ? [] : null;
  const labelOf = (id: string) => field.choices.find((choice) => choice.id === id)?.label ?? '';
  if (field.type === 'choice') return labelOf(String(value));
  if (field.type === 'multiChoice') return Array.isArray(value) ? value.map(labelOf) : [];
  return field.type === 'money' ? Number(value) : value;
}

const formulaTypes: Readonly<Record<OwnFieldType, FormulaType | null>> = {
  text: 'text',
  number: 'number',
  money: 'number',
  date: 'day',
  choice: 'text',
  multiChoice: 'list',
  person: null,
  customer: null,
  attachment: null,
  formula: 'number',
};

/** The type of what stands for a field in a formula; null when nothing can be computed with it. */
export function formulaTypeOf(key: string, fields: readonly OwnField[]): FormulaType | null {
  if (formulaInputs.some((known) => known === key)) return 'number';
  const field = fields.find((one) => one.key === key);
  return field ? formulaTypes[field.type] : null;
}

/** The last step before the way leads back to where it began; null when it does not. */
export function circleFrom(start: string, next: (id: string) => readonly string[]): string | null {
  const seen = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const steps = next(id);
    if (steps.includes(start)) return id;
    for (const step of steps) {
      if (seen.has(step)) continue;
      seen.add(step);
      waiting.push(step);
    }
  }
  return null;
}
