import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { FilterCondition, FilterGroup, FilterNode } from '../../../../../contract/filters.ts';
import { nodesOf } from '../../../../../contract/filters.ts';
import { useT } from '../../../lib/texts.ts';
import { FormModal } from '../../../ui/form-modal.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import type { Mode } from '../filter-nodes.ts';
import { completeOf, groupOf, modeOf } from '../filter-nodes.ts';
import { useFilterWords } from '../use-filter-words.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';
import { Condition } from './list-condition.tsx';

type BuilderProps = {
  filter: FilterGroup | undefined;
  onClose: () => void;
  onApply: (filter: FilterGroup | undefined) => void;
};

const fresh: FilterCondition = { field: 'segment', op: 'oneOf' };

/** How deep groups may stand in groups. */
const deepest = 2;

export function FilterBuilder({ filter, onClose, onApply }: BuilderProps) {
  const t = useT();
  const [group, setGroup] = useState<FilterGroup>(() =>
    filter ? groupOf(modeOf(filter), [...nodesOf(filter), fresh]) : { all: [fresh] },
  );
  const changed = useChanged(group);
  const apply = () => onApply(completeOf(group));
  return (
    <FormModal
      title={t('lists.filter.title')}
      width={760}
      okText={t('lists.filter.apply')}
      cancelText={t('common.cancel')}
      dirty={changed}
      onClose={onClose}
      stays={({ pathname }) => pathname === '/customers'}
      onOk={apply}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Group group={group} depth={0} label={t('lists.filter.title')} onChange={setGroup} />
        <button type="submit" hidden />
      </form>
    </FormModal>
  );
}

type GroupProps = { group: FilterGroup; depth: number; label: string; onChange: (group: FilterGroup) => void };

/** Conditions of which all or any hold, and groups of such, which stand indented. */
function Group({ group, depth, label, onChange }: GroupProps) {
  const t = useT();
  const mode = modeOf(group);
  const nodes = nodesOf(group);
  const set = (next: readonly FilterNode[]) => onChange(groupOf(mode, next));
  const other: Mode = mode === 'all' ? 'any' : 'all';
  return (
    <fieldset className={depth > 0 ? css.innerGroup : css.builder} aria-label={label}>
      <Select<Mode>
        aria-label={t('lists.filter.match')}
        value={mode}
        options={[
          { value: 'all', label: t('lists.filter.all') },
          { value: 'any', label: t('lists.filter.any') },
        ]}
        onChange={(next) => onChange(groupOf(next, nodes))}
      />
      {nodes.map((node, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are known by their place alone
          key={index}
          node={node}
          depth={depth}
          onChange={(next) => set(nodes.with(index, next))}
          onRemove={() => set(nodes.toSpliced(index, 1))}
        />
      ))}
      <div className={css.adds}>
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => set([...nodes, fresh])}>
          {t('lists.filter.add')}
        </Button>
        {depth < deepest ? (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => set([...nodes, groupOf(other, [fresh])])}>
            {t('lists.filter.addGroup')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

type LineProps = { node: FilterNode; depth: number; onChange: (node: FilterNode) => void; onRemove: () => void };

function Line({ node, depth, onChange, onRemove }: LineProps) {
  const t = useT();
  const { fields, fieldOf } = useListFields();
  const { wordsOf, nameOf } = useFilterWords('field' in node ? { all: [node] } : node, fieldOf);
  const words = wordsOf(node);
  return (
    <div className={css.line}>
      {'field' in node ? (
        <Condition
          condition={node}
          fields={fields}
          field={fieldOf(node.field)}
          nameOf={nameOf}
          autoFocus={node === fresh}
          onChange={onChange}
        />
      ) : (
        <Group group={node} depth={depth + 1} label={t('lists.filter.groupOf', { words })} onChange={onChange} />
      )}
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('field' in node ? 'lists.filter.remove' : 'lists.filter.removeGroup', { words })}
        onClick={onRemove}
      />
    </div>
  );
}
