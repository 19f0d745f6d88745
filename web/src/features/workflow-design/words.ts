/** Conditions and rules as one would say them. */
import type { Assignee, Condition } from '../../../../contract/workflows.definition.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import type { T } from '../../lib/texts.ts';
import type { Leaf } from './conditions.ts';

export type Words = {
  t: T;
  /** Fields of the form, and what else conditions know, as if it were choices of the form. */
  fields: readonly FormField[];
  /** People, roles, customers and workflows by their ids. */
  nameOf: (id: string) => string | undefined;
  list: (words: string[]) => string;
  amount: (value: string | number) => string;
};

export function conditionWords(condition: Condition, words: Words, isInner = false): string {
  const { t } = words;
  if ('field' in condition) return leafWords(condition, words);
  if ('not' in condition) return t('workflowDesign.words.not', { what: conditionWords(condition.not, words) });
  const parts = 'all' in condition ? condition.all : condition.any;
  const said = parts.map((part) => conditionWords(part, words, parts.length > 1));
  const joined = said.join(t('all' in condition ? 'workflowDesign.words.and' : 'workflowDesign.words.or'));
  return isInner && parts.length > 1 ? t('workflowDesign.words.group', { what: joined }) : joined;
}

function leafWords(leaf: Leaf, words: Words): string {
  const { t, fields, list } = words;
  const field = fields.find(({ key }) => key === leaf.field);
  const name = field?.label || (leaf.field ? t('workflowDesign.words.gone') : t('workflowDesign.words.blank'));
  if (!('value' in leaf)) return t(`workflowDesign.words.is.${leaf.is}`, { name });
  const values = Array.isArray(leaf.value) ? leaf.value : leaf.value === '' ? [] : [leaf.value];
  const said = values.map((value) => valueWord(value, field, words));
  const value = said.length > 0 ? list(said) : t('workflowDesign.words.blank');
  return t(`workflowDesign.words.is.${leaf.is}`, { name, value });
}

function valueWord(value: string | number | boolean, field: FormField | undefined, words: Words): string {
  switch (field?.type) {
    case 'choice':
    case 'multiChoice':
      return field.choices?.find(({ key }) => key === value)?.label || words.t('workflowDesign.words.gone');
    case 'person':
      return words.nameOf(String(value)) ?? words.t('workflowDesign.words.gone');
    case 'number':
    case 'money':
    case 'formula':
      return words.amount(String(value));
    default:
      return String(value);
  }
}

const fewest = 3;

/** Who gets it. */
export function assigneeWords(assignee: Assignee, words: Words): string {
  const { t, fields, nameOf, list } = words;
  const blank = t('workflowDesign.words.blank');
  switch (assignee.by) {
    case 'people': {
      const names = assignee.personIds.slice(0, fewest).map((id) => nameOf(id) ?? t('workflowDesign.words.gone'));
      if (names.length === 0) return blank;
      const count = assignee.personIds.length;
      return count > fewest ? t('workflows.people', { names: list(names), count }) : list(names);
    }
    case 'role':
      return t('workflowDesign.words.role', {
        name: assignee.roleId ? (nameOf(assignee.roleId) ?? t('workflowDesign.words.gone')) : blank,
      });
    case 'supervisor': {
      if (assignee.each) return t('workflowDesign.words.each', { level: assignee.levels });
      return assignee.levels === 1
        ? t('workflowDesign.words.supervisor')
        : t('workflowDesign.words.higher', { level: assignee.levels });
    }
    case 'departmentHead':
      return assignee.levels === 0
        ? t('workflowDesign.words.head')
        : t('workflowDesign.words.higherHead', { level: assignee.levels });
    case 'starter':
      return t('workflowDesign.words.starter');
    case 'starterChoice':
      return t('workflowDesign.words.starterChoice', { most: assignee.most });
    case 'field': {
      const label = fields.find(({ key }) => key === assignee.field)?.label;
      return t('workflowDesign.words.field', {
        name: label || (assignee.field ? t('workflowDesign.words.gone') : blank),
      });
    }
    default:
      return t('workflowDesign.words.cases', { count: assignee.cases.length });
  }
}
