import { CloseOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FilterCondition, FilterGroup, FilterNode } from '../../../../../contract/filters.ts';
import { nodesOf } from '../../../../../contract/filters.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { filterOf, withFilter } from '../list-state.ts';
import { useFilterWords } from '../use-filter-words.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';
import { Condition } from './list-condition.tsx';

type Props = { search: Search; setSearch: (changes: Search) => void };
type Mode = 'all' | 'any';

/** The conditions of the list as chips, and the button to add one. */
export function ListFilter({ search, setSearch }: Props) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const filter = filterOf(search);
  const { fieldOf } = useListFields();
  const { wordsOf } = useFilterWords(filter, fieldOf);
  const nodes = filter ? nodesOf(filter) : [];
  const mode: Mode = filter && 'any' in filter ? 'any' : 'all';
  return (
    <>
      {nodes.map((node, index) => {
        const words = wordsOf(node);
        return (
          <span key={words} className={css.chip}>
            {index > 0 ? (
              <span className={css.joint}>{t(mode === 'all' ? 'lists.filter.and' : 'lists.filter.or')}</span>
            ) : null}
            <button
              type="button"
              className={css.chipWords}
              aria-label={t('lists.filter.edit', { words })}
              onClick={() => setEditing(true)}
            >
              {words}
            </button>
            <button
              type="button"
              className={css.chipRemove}
              aria-label={t('lists.filter.remove', { words })}
              onClick={() => setSearch(withFilter(groupOf(mode, nodes.toSpliced(index, 1))))}
            >
              <CloseOutlined aria-hidden />
            </button>
          </span>
        );
      })}
      <Button icon={<FilterOutlined aria-hidden />} onClick={() => setEditing(true)}>
        {t('lists.filter.add')}
      </Button>
      {editing ? (
        <Builder
          filter={filter}
          onClose={() => setEditing(false)}
          onApply={(next) => {
            setSearch(withFilter(next));
            setEditing(false);
          }}
        />
      ) : null}
    </>
  );
}

const groupOf = (mode: Mode, nodes: readonly FilterNode[]): FilterGroup =>
  mode === 'all' ? { all: nodes } : { any: nodes };

const withoutValue = ['empty', 'filled', 'me', 'myTeam'];

function isComplete(node: FilterNode): boolean {
  if (!('field' in node)) return true;
  const { op, value } = node;
  if (withoutValue.includes(op)) return true;
  return Array.isArray(value) ? value.every((each) => !Number.isNaN(each)) : value !== undefined;
}

type BuilderProps = {
  filter: FilterGroup | undefined;
  onClose: () => void;
  onApply: (filter: FilterGroup | undefined) => void;
};

const fresh: FilterCondition = { field: 'segment', op: 'oneOf' };

function Builder({ filter, onClose, onApply }: BuilderProps) {
  const t = useT();
  const { fields, fieldOf } = useListFields();
  const [mode, setMode] = useState<Mode>(filter && 'any' in filter ? 'any' : 'all');
  const [nodes, setNodes] = useState<readonly FilterNode[]>(() => [...(filter ? nodesOf(filter) : []), fresh]);
  const { wordsOf, nameOf } = useFilterWords(groupOf(mode, nodes), fieldOf);
  const complete = nodes.filter(isComplete);
  return (
    <Modal
      open
      title={t('lists.filter.title')}
      width={720}
      okText={t('lists.filter.apply')}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => onApply(complete.length > 0 ? groupOf(mode, complete) : undefined)}
    >
      <form
        className={css.builder}
        onSubmit={(event) => {
          event.preventDefault();
          onApply(complete.length > 0 ? groupOf(mode, complete) : undefined);
        }}
      >
        <Select<Mode>
          aria-label={t('lists.filter.match')}
          value={mode}
          options={[
            { value: 'all', label: t('lists.filter.all') },
            { value: 'any', label: t('lists.filter.any') },
          ]}
          onChange={setMode}
        />
        {nodes.map((node, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are known by their place alone
          <div key={index} className={css.line}>
            {'field' in node ? (
              <Condition
                condition={node}
                fields={fields}
                field={fieldOf(node.field)}
                nameOf={nameOf}
                onChange={(next) => setNodes(nodes.with(index, next))}
              />
            ) : (
              <span className={css.condition}>{wordsOf(node)}</span>
            )}
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('lists.filter.remove', { words: wordsOf(node) })}
              onClick={() => setNodes(nodes.toSpliced(index, 1))}
            />
          </div>
        ))}
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setNodes([...nodes, fresh])}>
          {t('lists.filter.add')}
        </Button>
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
