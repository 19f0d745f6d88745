/** What keeps a form from being left while something in it is not saved. */
import { useBlocker } from '@tanstack/react-router';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { useT } from '../lib/texts.ts';

export type Place = { pathname: string; search: Record<string, string | undefined> };
type Guard = {
  /** While it is being saved nothing is asked: a success may lead to another page. */
  busy?: boolean | undefined;
  /** Whether the form is still there at another address. */
  stays?: ((next: Place) => boolean) | undefined;
};

/** Whether the values differ from those that the form began with. */
export function useChanged(values: unknown): () => boolean {
  const now = JSON.stringify(values);
  const [first] = useState(now);
  return () => now !== first;
}

/** Asks whether what was typed may be thrown away. */
export function useAskDiscard(): () => Promise<boolean> {
  const t = useT();
  const { modal } = App.useApp();
  return async () =>
    modal.confirm({
      title: t('common.discardTitle'),
      content: t('common.discardBody'),
      okText: t('common.discard'),
      okButtonProps: { danger: true },
      cancelText: t('common.keepEditing'),
    });
}

/**
 * Asks before a form is left by a link, Back or a reload while it is dirty. Answers how to close it: what is passed is
 * done at once when nothing was typed, otherwise once the person has agreed to lose it.
 */
export function useUnsaved(dirty: () => boolean, { busy = false, stays }: Guard = {}): (leave: () => void) => void {
  const ask = useAskDiscard();
  const given = useRef(false);
  const guarded = () => !busy && !given.current && dirty();
  useBlocker({
    shouldBlockFn: async ({ next }) => {
      // Whoever is signed out cannot stay.
      if (next.pathname === '/sign-in' || stays?.(next) || !guarded()) return false;
      return !(await ask());
    },
    enableBeforeUnload: guarded,
  });
  return (leave) => {
    const go = async () => {
      if (dirty() && !(await ask())) return;
      given.current = true;
      leave();
    };
    void go();
  };
}
