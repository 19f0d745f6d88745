import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Spin } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { Fragment, useDeferredValue, useId, useState } from 'react';
import type { SearchHit } from '../../../../../contract/search.ts';
import { api } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import type { Place } from '../../../lib/places.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Marked } from './marked.tsx';
import css from './palette.module.css';

/** Something that can be done by typing its name. */
export type Command = {
  key: string;
  label: string;
  /** What it is about, when the label begins with something else. */
  word?: string;
  run: () => void;
};
type Option = { key: string; label: ReactNode; detail: ReactNode; run: () => void; group?: string };

const commandsWithoutWords = 8;

function hitPlace({ type, id, customerId }: SearchHit): Place {
  if (type === 'planItem') return places.item(id);
  return type === 'contact' && customerId ? places.contact(customerId, id) : places.customer(id);
}

/** Hits of one kind together, the kind with the best hit first. */
function grouped(hits: readonly SearchHit[]): SearchHit[] {
  const types = [...new Set(hits.map(({ type }) => type))];
  return types.flatMap((type) => hits.filter((hit) => hit.type === type));
}

/** Commands whose name is being typed, records that match, other commands that match, in one list. */
function useOptions(words: string, commands: Command[]): { options: Option[]; searching: boolean } {
  const t = useT();
  const navigate = useNavigate();
  const q = useDebounced(words.trim(), 150);
  const query = useQuery(
    api.search.find.queryOptions({ input: { q }, enabled: q !== '', placeholderData: keepPreviousData }),
  );
  const needle = words.trim().toLowerCase();
  const begins = ({ label, word = label }: Command) => needle !== '' && word.toLowerCase().startsWith(needle);
  const fitting = needle
    ? commands.filter((command) => command.label.toLowerCase().includes(needle))
    : commands.slice(0, commandsWithoutWords);
  const asOptions = (list: Command[]) => list.map(({ key, label, run }) => ({ key, label, detail: null, run }));
  const hits = needle === '' ? [] : (query.data?.items ?? []);
  const options = [
    ...asOptions(fitting.filter(begins)),
    ...grouped(hits).map((hit) => ({
      key: `${hit.type}-${hit.id}`,
      label: <Marked text={hit.title} words={words} />,
      detail: hit.detail ? <Marked text={hit.detail} words={words} /> : null,
      group: t(`search.types.${hit.type}`),
      run: () => void navigate(hitPlace(hit)),
    })),
    ...asOptions(fitting.filter((command) => !begins(command))),
  ];
  return { options, searching: needle !== '' && (query.isFetching || q !== words.trim()) };
}

/** Search and commands: type, walk with the arrows, open with Enter. */
export function Palette({ commands, onClose }: { commands: Command[]; onClose: () => void }) {
  const t = useT();
  const listId = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const { options, searching } = useOptions(useDeferredValue(words), commands);
  const current = Math.min(at, options.length - 1);
  const run = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    option.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(options[current]);
    else if (event.key === 'ArrowDown') setAt((current + 1) % options.length);
    else if (event.key === 'ArrowUp') setAt((current - 1 + options.length) % options.length);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={600}
      style={{ top: 64 }}
      title={<span className="sr-only">{t('search.title')}</span>}
      classNames={{ header: 'sr-only' }}
      styles={{ container: { padding: 0 } }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        className={css.input}
        prefix={<SearchOutlined aria-hidden />}
        suffix={searching ? <Spin size="small" /> : <span />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options[current] ? `${listId}-${current}` : undefined}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Options id={listId} options={options} current={current} onRun={run} />
      <p className={css.hint} role="status">
        {options.length === 0 && !searching ? t('search.nothing', { q: words.trim() }) : t('search.hint')}
      </p>
    </Modal>
  );
}

type OptionsProps = { id: string; options: Option[]; current: number; onRun: (option: Option) => void };

function Options({ id, options, current, onRun }: OptionsProps) {
  const t = useT();
  return (
    <div className={css.options} role="listbox" id={id} aria-label={t('search.title')}>
      {options.map((option, index) => (
        <Fragment key={option.key}>
          {option.group && option.group !== options[index - 1]?.group ? (
            <div role="presentation" className={css.group}>
              {option.group}
            </div>
          ) : null}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            ref={index === current ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
            className={css.option}
            onClick={() => onRun(option)}
            onKeyDown={undefined}
          >
            <span className={css.label}>{option.label}</span>
            <span className={css.detail}>{option.detail}</span>
          </div>
        </Fragment>
      ))}
    </div>
  );
}
