import { InputNumber, Radio } from 'antd';
import type { PeopleNode } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useDesign } from '../design-context.ts';
import { severalPossible } from '../node-words.ts';
import css from './design.module.css';
import type { NodeChange } from './node-settings.tsx';

type RuleProps = { node: PeopleNode; onChange: NodeChange<PeopleNode> };

/** How several people decide together; asked where the rule can find several. */
export function ModeRule({ node, onChange }: RuleProps) {
  const t = useT();
  if (!severalPossible(node.assignee)) return null;
  return (
    <>
      <Grouped label={t('workflowDesign.who.mode')}>
        <Radio.Group
          vertical
          value={node.mode}
          options={(['all', 'any', 'inOrder'] as const).map((value) => ({
            value,
            label: t(`workflowDesign.who.modes.${value}`),
          }))}
          onChange={(event) => onChange({ ...node, mode: event.target.value as PeopleNode['mode'] })}
        />
      </Grouped>
      {node.mode === 'all' && node.type === 'approval' ? (
        <Labelled label={t('workflowDesign.who.percent')}>
          {(ids) => (
            <>
              <InputNumber
                {...ids}
                min={1}
                max={100}
                precision={0}
                suffix="%"
                value={node.percent}
                onChange={(percent) => onChange({ ...node, percent: percent ?? 100 }, 'percent')}
              />
              <p className={css.hint}>{t('workflowDesign.who.percentHint', { percent: 100 })}</p>
            </>
          )}
        </Labelled>
      ) : null}
    </>
  );
}

/** Who gets it when nobody is found. */
export function EmptyRule({ node, onChange }: RuleProps) {
  const t = useT();
  const { words, learn } = useDesign();
  const { empty } = node;
  const kind = typeof empty === 'string' ? empty : 'person';
  const personId = typeof empty === 'string' ? '' : empty.personId;
  return (
    <>
      <LabelledSelect
        label={t('workflowDesign.who.empty')}
        value={kind}
        options={(['supervisor', 'owner', 'person'] as const).map((value) => ({
          value,
          label: t(`workflowDesign.who.empties.${value}`),
        }))}
        onChange={(next: typeof kind) => onChange({ ...node, empty: next === 'person' ? { personId: '' } : next })}
      />
      {kind === 'person' ? (
        <Labelled label={t('workflowDesign.who.emptyPerson')}>
          {({ id }) => (
            <PersonPicker
              id={id}
              value={personId ? { id: personId, name: words.nameOf(personId) ?? '…', post: null } : null}
              onChange={(person) => {
                if (person) learn([person]);
                onChange({ ...node, empty: { personId: person?.id ?? '' } });
              }}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
