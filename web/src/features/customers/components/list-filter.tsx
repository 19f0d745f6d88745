import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { nodesOf } from '../../../../../contract/filters.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import type { Mode } from '../filter-nodes.ts';
import { groupOf, modeOf } from '../filter-nodes.ts';
import { filterOf, withFilter } from '../list-state.ts';
import { useFilterWords } from '../use-filter-words.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';
import { FilterBuilder } from './list-builder.tsx';

type Props = { search: Search; setSearch: (changes: Search) => void };

/** The conditions of the list as chips, and the button to add one. */
export function ListFilter({ search, setSearch }: Props) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const filter = filterOf(search);
  const { fieldOf } = useListFields();
  const { wordsOf } = useFilterWords(filter, fieldOf);
  const nodes = filter ? nodesOf(filter) : [];
  const mode: Mode = filter ? modeOf(filter) : 'all';
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
        <FilterBuilder
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
