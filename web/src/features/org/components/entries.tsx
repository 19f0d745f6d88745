import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { ListEntry } from '../../../../../contract/settings.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { moved, movesFor } from '../list-order.ts';
import css from './lists.module.css';

/** The entries of one list in their order. */
export function Entries({ entries, loading }: { entries: ListEntry[]; loading: boolean }) {
  const t = useT();
  const { move, moving } = useMove(entries);
  if (loading) return <Skeleton active />;
  if (entries.length === 0) return <p className={css.muted}>{t('org.lists.empty')}</p>;
  return (
    <ol>
      {entries.map((entry, index) => (
        <li key={entry.id} className={entry.retired ? `${css.entry} ${css.retired}` : css.entry}>
          <Entry entry={entry} />
          <span className={css.entryActions}>
            <Button
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={index === 0 || moving}
              aria-label={t('org.lists.up', { name: entry.name })}
              onClick={() => void move(index, -1)}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={index === entries.length - 1 || moving}
              aria-label={t('org.lists.down', { name: entry.name })}
              onClick={() => void move(index, 1)}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Moves are shown at once and written after; a refused one goes back. */
function useMove(entries: ListEntry[]) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [moving, setMoving] = useState(false);
  const key = api.settings.lists.queryKey();
  const move = async (index: number, step: -1 | 1) => {
    const ordered = moved(entries, index, step);
    const rank = new Map(ordered.map((entry, place) => [entry.id, place]));
    queries.setQueryData(key, (data) =>
      data ? { items: data.items.toSorted((a, b) => (rank.get(a.id) ?? -1) - (rank.get(b.id) ?? -1)) } : data,
    );
    setMoving(true);
    try {
      for (const each of movesFor(ordered)) await api.settings.updateEntry.call(each);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setMoving(false);
      await queries.invalidateQueries({ queryKey: api.settings.key() });
    }
  };
  return { move, moving };
}

function Entry({ entry }: { entry: ListEntry }) {
  const t = useT();
  const [name, setName] = useState<string | null>(null);
  const update = useCommand(api.settings.updateEntry, { onSuccess: () => setName(null) });
  const { id, version, retired } = entry;
  const rename = () => {
    const wanted = name?.trim();
    if (!wanted || wanted === entry.name) setName(null);
    else update.mutate({ id, version, name: wanted });
  };
  if (name !== null)
    return (
      <Input
        className={css.entryName}
        autoFocus
        maxLength={80}
        aria-label={`${t('org.lists.rename')} ${entry.name}`}
        value={name}
        disabled={update.isPending}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={rename}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setName(null);
        }}
        onBlur={rename}
      />
    );
  return (
    <>
      <span className={css.entryName}>
        {entry.name} {retired ? <StateTag tone="done">{t('org.lists.retired')}</StateTag> : null}
      </span>
      <Button
        type="text"
        icon={<EditOutlined />}
        aria-label={`${t('org.lists.rename')} ${entry.name}`}
        onClick={() => setName(entry.name)}
      />
      <Button type="text" loading={update.isPending} onClick={() => update.mutate({ id, version, retired: !retired })}>
        {retired ? t('org.lists.restore') : t('org.lists.retire')}
      </Button>
    </>
  );
}
