/**
 * Half-written forms, kept in this browser per person: `useDraft('customer', initial)`.
 * A draft ends when it is saved or thrown away; signing out removes all of that person's.
 */
import { useCallback, useEffect, useRef } from 'react';
import { useMe } from './me.ts';

const prefix = 'licheng.draft.';

function read<V>(key: string): V | null {
  try {
    const stored = localStorage.getItem(key);
    return stored ? (JSON.parse(stored) as V) : null;
  } catch {
    return null;
  }
}

/** Removes all of a person's drafts from this browser; visit records have a keeping of their own. */
export function clearDrafts(personId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${prefix}${personId}.`)) localStorage.removeItem(key);
  }
}

/** The draft of one form of the signed-in person. `keep` writes it a moment after the last change. */
export function useDraft<V>(name: string): { stored: () => V | null; keep: (value: V) => void; clear: () => void } {
  const key = `${prefix}${useMe().id}.${name}`;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<(() => void) | undefined>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    pending.current?.();
    pending.current = undefined;
  }, []);
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  const keep = useCallback(
    (value: V) => {
      clearTimeout(timer.current);
      pending.current = () => {
        try {
          localStorage.setItem(key, JSON.stringify(value));
        } catch {
          // A full or forbidden storage must not stop the typing.
        }
      };
      timer.current = setTimeout(flush, 300);
    },
    [flush, key],
  );
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = undefined;
    localStorage.removeItem(key);
  }, [key]);
  const stored = useCallback(() => read<V>(key), [key]);
  return { stored, keep, clear };
}
