import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import css from './tab-strip.module.css';

export type Tab = { key: string; label: string; content: ReactNode };

type TabStripProps = { label: string; tabs: Tab[]; active: string; onChange: (key: string) => void };

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Tabs in one line that scrolls where it is too narrow; the arrows walk along them. */
export function TabStrip({ label, tabs, active, onChange }: TabStripProps) {
  const id = useId();
  const shown = tabs.find((tab) => tab.key === active) ?? tabs[0];
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The chosen tab is in sight also when an address led to it.
    const chosen = strip.current?.querySelector(`[aria-controls][id$="-${active}"]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.key === shown?.key);
    const next = tabs[steps[event.key]?.(at, tabs.length - 1) ?? -1];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div>
      <div ref={strip} role="tablist" aria-label={label} className={css.strip} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            className={css.tab}
            aria-selected={tab.key === shown?.key}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === shown?.key ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={shown ? `${id}-${shown.key}` : undefined}>
        {shown?.content}
      </div>
    </div>
  );
}
