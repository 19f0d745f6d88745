import type { OwnField, OwnFieldType, VisibleWhen } from '../../../../contract/fields.ts';
import type { Names } from '../../lib/formula-text.ts';
import { toShown, toStored } from '../../lib/formula-text.ts';

export type ChoiceValue = { id?: string; label?: string; retired?: boolean };
export type RuleKind = 'always' | 'filled' | 'values';

/** The definition of a field as its form holds it. */
export type FieldValues = {
  label?: string;
  type: OwnFieldType;
  sectionId?: string | null;
  segmentIds?: string[];
  compulsory?: boolean;
  searchable?: boolean;
  help?: string | null;
  choices?: ChoiceValue[];
  formula?: string;
  rule: RuleKind;
  visibleWhen?: { field?: string | null; values?: string[] };
};

export function valuesOf(field: OwnField, names: Names): FieldValues {
  const rule = field.visibleWhen;
  return {
    label: field.label,
    type: field.type,
    sectionId: field.sectionId,
    segmentIds: field.segmentIds,
    compulsory: field.compulsory,
    searchable: field.searchable,
    help: field.help,
    choices: field.choices,
    formula: field.formula === null ? '' : toShown(field.formula, names),
    rule: rule ? (rule.values ? 'values' : 'filled') : 'always',
    visibleWhen: { field: rule?.field ?? null, values: rule?.values ?? [] },
  };
}

function ruleOf({ rule, visibleWhen }: FieldValues): VisibleWhen | null {
  if (rule === 'always' || !visibleWhen?.field) return null;
  return { field: visibleWhen.field, values: rule === 'filled' ? null : (visibleWhen.values ?? []) };
}

/** What the server takes. */
export function toInput(values: FieldValues, names: Names) {
  const chooses = values.type === 'choice' || values.type === 'multiChoice';
  const choices = (values.choices ?? []).flatMap(({ id, label, retired }) =>
    label?.trim() ? [{ ...(id ? { id } : {}), label: label.trim(), retired: retired ?? false }] : [],
  );
  return {
    label: values.label?.trim() ?? '',
    type: values.type,
    sectionId: values.sectionId ?? null,
    segmentIds: values.segmentIds ?? [],
    compulsory: values.type !== 'formula' && (values.compulsory ?? false),
    searchable: values.type === 'text' && (values.searchable ?? false),
    help: values.help?.trim() || null,
    visibleWhen: ruleOf(values),
    ...(chooses ? { choices } : {}),
    ...(values.type === 'formula' ? { formula: toStored(values.formula ?? '', names) } : {}),
  };
}

/** The field as it would be, for the preview. */
export function toDraft(values: FieldValues, names: Names, field: OwnField | null, id: string): OwnField {
  const input = toInput(values, names);
  const wanted = input.choices ?? [];
  const choices = wanted.map((choice, index) => ({ ...choice, id: choice.id ?? `new${index}` }));
  return {
    ...input,
    id,
    key: `own.${id}`,
    choices,
    formula: input.formula ?? null,
    retired: field?.retired ?? false,
    version: field?.version ?? 1,
  };
}
