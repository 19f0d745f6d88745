import type { FieldError } from '../../../contract/errors.ts';
import { circleFrom, formulasOf, formulaTypeOf } from '../../../contract/fields.compute.ts';
import { FormulaFault, fieldsOf, parseFormula, typeOfFormula } from '../../../contract/fields.formula.ts';
import { ownIdOf, ownKey, visibilityInputs } from '../../../contract/fields.rules.ts';
import type { OwnField, VisibleWhen } from '../../../contract/fields.ts';

/** What is wrong with the formula of a field among all of them as they would be; null when it can be computed. */
export function formulaMistake(field: OwnField, fields: readonly OwnField[]): FieldError | null {
  if (field.type !== 'formula') return null;
  try {
    const tree = parseFormula(field.formula ?? '');
    if (typeOfFormula(tree, (key) => formulaTypeOf(key, fields)) !== 'number') {
      return { path: 'formula', code: 'formulaType', params: { at: 1 } };
    }
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    return { path: 'formula', code: error.code, params: { at: error.at } };
  }
  const trees = formulasOf(fields);
  const through = circleFrom(field.id, (id) => {
    const tree = trees.get(id);
    return tree ? fieldsOf(tree).flatMap((key) => ownIdOf(key) ?? []) : [];
  });
  if (through === null) return null;
  const name = fields.find((one) => one.id === through)?.label ?? '';
  return { path: 'formula', code: 'formulaCycle', params: { name } };
}

/** What is wrong with the rule of a field's visibility among all of them as they would be. */
export function visibilityMistake(field: OwnField, fields: readonly OwnField[]): FieldError | null {
  const rule = field.visibleWhen;
  if (!rule) return null;
  const id = ownIdOf(rule.field);
  if (id === null) {
    const isKnown = visibilityInputs.some((known) => known === rule.field);
    return isKnown ? null : { path: 'visibleWhen.field', code: 'notFound' };
  }
  const other = fields.find((one) => one.id === id);
  if (!other || other.type === 'formula') return { path: 'visibleWhen.field', code: 'notFound' };
  const hangsOn = (one: string) => ruleTarget(fields.find((each) => each.id === one)?.visibleWhen ?? null);
  if (circleFrom(field.id, hangsOn) !== null) return { path: 'visibleWhen.field', code: 'order' };
  return valuesMistake(rule, other);
}

const ruleTarget = (rule: VisibleWhen | null): string[] => {
  const id = rule && ownIdOf(rule.field);
  return id ? [id] : [];
};

function valuesMistake({ values }: VisibleWhen, other: OwnField): FieldError | null {
  if (values === null || (other.type !== 'choice' && other.type !== 'multiChoice')) return null;
  const known = values.every((value) => other.choices.some((choice) => choice.id === value));
  return known ? null : { path: 'visibleWhen.values', code: 'notFound' };
}

/** What else is wrong with a definition by itself. */
export function definitionMistakes(field: OwnField): FieldError[] {
  const mistakes: FieldError[] = [];
  const chooses = field.type === 'choice' || field.type === 'multiChoice';
  if (chooses && !field.choices.some((choice) => !choice.retired)) mistakes.push({ path: 'choices', code: 'required' });
  const labels = field.choices.map((choice) => choice.label.toLowerCase());
  const twice = labels.findIndex((label, index) => labels.indexOf(label) < index);
  if (twice !== -1) mistakes.push({ path: `choices.${twice}.label`, code: 'taken' });
  if (field.type === 'formula' && !field.formula) mistakes.push({ path: 'formula', code: 'required' });
  return mistakes;
}

/** A definition without what its type has no use for. */
export function tidied(field: OwnField): OwnField {
  const chooses = field.type === 'choice' || field.type === 'multiChoice';
  return {
    ...field,
    key: ownKey(field.id),
    choices: chooses ? field.choices : [],
    formula: field.type === 'formula' ? field.formula : null,
    searchable: field.type === 'text' && field.searchable,
    compulsory: field.type !== 'formula' && field.compulsory,
  };
}
