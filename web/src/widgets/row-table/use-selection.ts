import { useRef, useState } from 'react';

/** Chosen rows by id, or everything that fits the filter. */
export function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const last = useRef<string | null>(null);
  return {
    ids,
    everything,
    isOn: (id: string) => everything || ids.has(id),
    /** `order` is what is on the screen; with `range` everything since the last one follows. */
    toggle(id: string, order: readonly string[], range: boolean) {
      const before = everything ? new Set(order) : ids;
      const on = !before.has(id);
      const from = range && last.current ? order.indexOf(last.current) : -1;
      const at = order.indexOf(id);
      const touched = from < 0 || at < 0 ? [id] : order.slice(Math.min(from, at), Math.max(from, at) + 1);
      const next = new Set(before);
      for (const one of touched) {
        if (on) next.add(one);
        else next.delete(one);
      }
      last.current = id;
      setEverything(false);
      setIds(next);
    },
    choose(order: readonly string[]) {
      setEverything(false);
      setIds(new Set(order));
    },
    chooseEverything: () => setEverything(true),
    clear() {
      last.current = null;
      setEverything(false);
      setIds(new Set());
    },
  };
}

export type Selection = ReturnType<typeof useSelection>;
