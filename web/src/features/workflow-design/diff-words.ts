import type { TextKey } from '../../../../contract/texts/index.ts';
import type { Assignee, Condition } from '../../../../contract/workflows.definition.ts';
import type { LooseT } from '../../lib/texts.ts';
import type { Change, Part } from './diff.ts';
import type { Words } from './words.ts';
import { assigneeWords, conditionWords } from './words.ts';

/** What was changed of something: from what to what where that can be said shortly, otherwise its name alone. */
export function partWords(change: Change, part: Part, before: Words, after: Words): string {
  const { t } = after;
  // The parts are those of the contract, each of which has a text.
  const name = (t as LooseT)(`workflowDesign.diff.parts.${part.part}` as TextKey);
  const [was, is] = [
    valueWords(change, part.part, part.before, before),
    valueWords(change, part.part, part.after, after),
  ];
  if (was === null || is === null) return name;
  return t('workflowDesign.diff.fromTo', { part: name, before: was, after: is });
}

/** A value in words; null when it has none that are short. */
function valueWords(change: Change, part: string, value: unknown, words: Words): string | null {
  const { t } = words;
  if (value === undefined) return t('workflowDesign.diff.none');
  if (typeof value === 'boolean') return t(value ? 'workflowDesign.diff.yes' : 'workflowDesign.diff.no');
  switch (part) {
    case 'assignee':
      return assigneeWords(value as Assignee, words);
    case 'when':
      return value === null ? t('workflowDesign.tree.otherwise') : conditionWords(value as Condition, words);
    case 'mode':
      return t(`workflows.modes.${value as 'all' | 'any' | 'inOrder'}`);
    case 'type':
      return change.of === 'node'
        ? t(`workflows.nodeTypes.${value as 'approval'}`)
        : t(`workflowDesign.form.types.${value as 'text'}`);
    case 'definitionId':
      return words.nameOf(String(value)) ?? t('workflowDesign.words.gone');
    case 'name':
    case 'label':
    case 'min':
    case 'max':
    case 'percent':
    case 'hours':
      return String(value);
    case 'starterApproves':
      return t(`workflowDesign.settings.starterApprovesOptions.${value as 'ask'}`);
    case 'sameTwice':
      return t(`workflowDesign.settings.sameTwiceOptions.${value as 'ask'}`);
    default:
      return null;
  }
}
