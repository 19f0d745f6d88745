import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DefinitionDetail } from '../../../../contract/workflows.design.ts';
import { api, apiError } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useDraft } from '../../lib/drafts.ts';
import { same } from './diff.ts';
import type { Drawn, Kept } from './drawn.ts';
import { beginWith, drawnOf } from './drawn.ts';
import { begun, changed, redone, undone } from './history.ts';
import { blanksOf } from './unfinished.ts';

const rest = 1000;

export type SaveState = 'saved' | 'saving' | 'waiting' | 'blank' | 'failed' | 'stale';
export type Change = (change: (drawn: Drawn) => Drawn, tag?: string) => void;
export type Drawing = ReturnType<typeof useDrawing>;

/** What is being drawn, with undo; kept in this browser at once and on the server a moment later. */
export function useDrawing(detail: DefinitionDetail) {
  const local = useDraft<Kept>(`workflow-design.${detail.id}`);
  const [start] = useState(() => beginWith(detail, local.stored()));
  const [history, setHistory] = useState(() => begun(start.drawn));
  const [saved, setSaved] = useState({ version: start.version, json: start.saved });
  const drawn = history.now;
  const json = useMemo(() => JSON.stringify(drawn), [drawn]);
  const isDirty = json !== saved.json;
  const blanks = useMemo(() => blanksOf(drawn.content), [drawn.content]);
  const isBlank = blanks.length > 0 || drawn.name.trim() === '';
  const saving = useSaving(detail.id, { drawn, json, version: saved.version, waits: !isDirty || isBlank }, setSaved);
  const { keep, clear } = local;
  useEffect(() => {
    if (isDirty) keep({ version: saved.version, drawn });
    else clear();
  }, [isDirty, saved.version, drawn, keep, clear]);
  const change = useCallback<Change>((next, tag) => {
    setHistory((before) => changed(before, next(before.now), tag ?? null, Date.now()));
  }, []);
  useNewer(detail, { saved, isDirty, setSaved, change });
  const state: SaveState = !isDirty ? 'saved' : isBlank && saving.state !== 'stale' ? 'blank' : saving.state;
  return {
    drawn,
    blanks,
    state,
    change,
    version: saved.version,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: useCallback(() => setHistory(undone), []),
    redo: useCallback(() => setHistory(redone), []),
    retry: saving.retry,
    clear,
    ...useStale(detail.id, { setSaved, change, reset: saving.reset }),
  };
}

type Saved = { version: number; json: string };
type Newer = { saved: Saved; isDirty: boolean; setSaved: (saved: Saved) => void; change: Change };

/** Publishing and the like make a newer version of the same drawing; what others drew is shown while nothing is lost by it. */
function useNewer(detail: DefinitionDetail, { saved, isDirty, setSaved, change }: Newer) {
  useEffect(() => {
    if (detail.version <= saved.version || saved.json === '') return;
    const theirs = drawnOf(detail);
    if (same(theirs, JSON.parse(saved.json))) setSaved({ version: detail.version, json: saved.json });
    else if (!isDirty) {
      setSaved({ version: detail.version, json: JSON.stringify(theirs) });
      change(() => theirs);
    }
  }, [detail, saved, isDirty, setSaved, change]);
}

type Work = { drawn: Drawn; json: string; version: number; waits: boolean };

/** Sends what is drawn once it rests; what was refused is not sent again until it changes or the person asks for it. */
function useSaving(id: string, { drawn, json, version, waits }: Work, setSaved: (saved: Saved) => void) {
  const sent = useRef('');
  const [refused, setRefused] = useState('');
  const { mutate, isPending, error, reset } = useCommand(api.workflowDefinitions.update, {
    onError: () => setRefused(sent.current),
    onSuccess: (output) => setSaved({ version: output.version, json: sent.current }),
  });
  const isStale = apiError(error)?.code === 'common.stale';
  const send = useCallback(() => {
    sent.current = json;
    const { name, family, owner, content } = drawn;
    mutate({ id, version, name: name.trim(), family, ownerId: owner.id, content });
  }, [id, version, drawn, json, mutate]);
  useEffect(() => {
    if (waits || isStale || isPending || refused === json) return;
    const timer = setTimeout(send, rest);
    return () => clearTimeout(timer);
  }, [waits, isStale, isPending, refused, json, send]);
  const state: SaveState = isStale ? 'stale' : isPending ? 'saving' : error && refused === json ? 'failed' : 'waiting';
  return {
    state,
    retry: send,
    reset: () => {
      reset();
      setRefused('');
    },
  };
}

type Staleness = { setSaved: (saved: Saved) => void; change: Change; reset: () => void };

/** What can be done once somebody else has changed it; nothing of both is lost until one decides. */
function useStale(id: string, { setSaved, change, reset }: Staleness) {
  const queries = useQueryClient();
  const latest = () => queries.fetchQuery(api.workflowDefinitions.get.queryOptions({ input: { id }, staleTime: 0 }));
  return {
    /** Saves what is drawn here over what somebody else has saved. */
    takeMine: async () => {
      const { version } = await latest();
      setSaved({ version, json: '' });
      reset();
    },
    /** Goes on with what somebody else has saved; undo brings back one's own. */
    takeTheirs: async () => {
      const detail = await latest();
      const theirs = drawnOf(detail);
      setSaved({ version: detail.version, json: JSON.stringify(theirs) });
      reset();
      change(() => theirs);
    },
  };
}
