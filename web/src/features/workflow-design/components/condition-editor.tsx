import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { Condition } from '../../../../../contract/workflows.definition.ts';
import type { FormField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import type { Comparison, Group, Leaf } from '../conditions.ts';
import {
  canBeCompared,
  compared,
  comparisonsOf,
  conditionOf,
  firstComparison,
  groupKinds,
  groupOf,
  isGroup,
} from '../conditions.ts';
import { useDesign } from '../design-context.ts';
import { conditionWords } from '../words.ts';
import { ComparedValue } from './compared-value.tsx';
import css from './design.module.css';

type ConditionEditorProps = { value: Condition; onChange: (condition: Condition) => void };

/** A condition put together of comparisons and groups, with what it means in words below. */
export function ConditionEditor({ value, onChange }: ConditionEditorProps) {
  const t = useT();
  const { words, form } = useDesign();
  const group = groupOf(value);
  const said = conditionWords(value, words);
  return (
    <div className={css.stack}>
      <GroupEditor group={group} depth={0} onChange={(next) => onChange(conditionOf(next))} />
      {form.fields.some(canBeCompared) ? null : <p className={css.hint}>{t('workflowDesign.condition.noFields')}</p>}
      {said ? <p className={css.said}>{said}</p> : null}
    </div>
  );
}

const deepest = 3;
const most = 20;

type GroupProps = { group: Group; depth: number; onChange: (group: Group) => void; onRemove?: () => void };

function GroupEditor({ group, depth, onChange, onRemove }: GroupProps) {
  const t = useT();
  const { words } = useDesign();
  const { kind, items } = group;
  const first = words.fields.find(canBeCompared);
  const set = (index: number, item: Group | Leaf) =>
    onChange({ kind, items: items.map((one, at) => (at === index ? item : one)) });
  const remove = (index: number) => onChange({ kind, items: items.toSpliced(index, 1) });
  const add = (item: Group | Leaf) => onChange({ kind, items: [...items, item] });
  return (
    <fieldset className={css.conditions} aria-label={t(`workflowDesign.condition.kinds.${kind}`)}>
      <div className={css.line}>
        <Select
          aria-label={t('workflowDesign.condition.kind')}
          size="small"
          popupMatchSelectWidth={false}
          value={kind}
          options={groupKinds.map((one) => ({ value: one, label: t(`workflowDesign.condition.kinds.${one}`) }))}
          onChange={(next: Group['kind']) => onChange({ kind: next, items })}
        />
        {onRemove ? <Remove label={t('workflowDesign.condition.removeGroup')} onClick={onRemove} /> : null}
      </div>
      {items.map((item, index) =>
        isGroup(item) ? (
          <GroupEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a condition are told apart by their place alone
            key={index}
            group={item}
            depth={depth + 1}
            onChange={(next) => set(index, next)}
            onRemove={() => remove(index)}
          />
        ) : (
          <LeafEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            leaf={item}
            onChange={(next) => set(index, next)}
            onRemove={() => remove(index)}
          />
        ),
      )}
      {first && items.length < most ? (
        <div className={css.line}>
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add(firstComparison(first))}
          >
            {t('workflowDesign.condition.add')}
          </Button>
          {depth < deepest ? (
            <Button
              size="small"
              type="text"
              onClick={() => add({ kind: kind === 'all' ? 'any' : 'all', items: [firstComparison(first)] })}
            >
              {t('workflowDesign.condition.addGroup')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={label} onClick={onClick} />;
}

type LeafProps = { leaf: Leaf; onChange: (leaf: Leaf) => void; onRemove: () => void };

function LeafEditor({ leaf, onChange, onRemove }: LeafProps) {
  const t = useT();
  const { words } = useDesign();
  const fields = words.fields.filter(canBeCompared);
  const field = fields.find(({ key }) => key === leaf.field);
  const options = fields.map(({ key, label }) => ({ value: key, label }));
  return (
    <div className={css.leaf}>
      <div className={css.line}>
        <Select
          aria-label={t('workflowDesign.condition.field')}
          className={css.grow}
          showSearch={{ optionFilterProp: 'label' }}
          value={leaf.field}
          options={field ? options : [...options, { value: leaf.field, label: t('workflowDesign.words.gone') }]}
          onChange={(key: string) => {
            const next = fields.find((one) => one.key === key);
            if (next) onChange(next.type === field?.type ? { ...leaf, field: key } : firstComparison(next));
          }}
        />
        <Remove label={t('workflowDesign.condition.remove')} onClick={onRemove} />
      </div>
      <div className={css.line}>
        <Select
          aria-label={t('workflowDesign.condition.is')}
          className={css.comparison}
          popupMatchSelectWidth={false}
          value={leaf.is}
          options={useComparisons(field, leaf.is)}
          onChange={(is: Comparison) => onChange(compared(leaf.field, is, 'value' in leaf ? leaf.value : undefined))}
        />
        {'value' in leaf ? (
          <span className={css.grow}>
            <ComparedValue leaf={leaf} field={field} onChange={onChange} />
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** What fits the field, and what the comparison is now. */
function useComparisons(field: FormField | undefined, now: Comparison) {
  const t = useT();
  const fitting = field ? comparisonsOf(field.type) : [];
  const all = fitting.includes(now) ? fitting : [...fitting, now];
  return all.map((is) => {
    const isDay = field?.type === 'date' && (is === 'less' || is === 'atMost' || is === 'more' || is === 'atLeast');
    return {
      value: is,
      label: isDay ? t(`workflowDesign.condition.dateWords.${is}`) : t(`workflowDesign.condition.isWords.${is}`),
    };
  });
}
