import type { WorkflowContent } from '../../../../../contract/workflows.design.ts';
import { useT } from '../../../lib/texts.ts';
import { useDesign } from '../design-context.ts';
import { differences } from '../diff.ts';
import { partWords } from '../diff-words.ts';
import { MarkTag } from './mark-tag.tsx';
import css from './versions.module.css';

type DifferencesProps = { before: WorkflowContent; after: WorkflowContent };

/** What differs between two versions, in words. */
export function Differences({ before, after }: DifferencesProps) {
  const t = useT();
  const { words } = useDesign();
  const changes = differences(before, after);
  if (changes.length === 0) return <p>{t('workflowDesign.versions.same')}</p>;
  const [was, is] = [
    { ...words, fields: [...before.form.fields, ...words.fields] },
    { ...words, fields: [...after.form.fields, ...words.fields] },
  ];
  return (
    <ul className={css.changes}>
      {changes.map((change) => (
        <li key={`${change.of} ${change.id}`} className={css.change}>
          <MarkTag mark={change.mark} />
          <span className={css.what}>
            <b>{t(`workflowDesign.diff.of.${change.of}`, { name: change.name })}</b>
            {change.parts.map((part) => (
              <span key={part.part} className={css.part}>
                {partWords(change, part, was, is)}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
