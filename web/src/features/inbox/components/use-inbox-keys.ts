import { useEffect } from 'react';

const typing = 'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="dialog"]';

type InboxKeys = { onStep: (direction: 1 | -1) => void; onScore: (score: number) => void };

/** J and K walk through what waits, 1 to 5 score it; never while something is being typed. */
export function useInboxKeys({ onStep, onScore }: InboxKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest(typing)) return;
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault();
        onStep(event.key === 'j' ? 1 : -1);
      } else if (/^[1-5]$/.test(event.key)) {
        event.preventDefault();
        onScore(Number(event.key));
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onStep, onScore]);
}
