import type { RefObject } from 'react';
import { useEffect } from 'react';

const typing = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="menu"]';

function rowStep(event: KeyboardEvent, inside: boolean): -1 | 1 | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'j' || (inside && event.key === 'ArrowDown')) return 1;
  if (event.key === 'k' || (inside && event.key === 'ArrowUp')) return -1;
  return null;
}

/**
 * J and K (inside the list the arrows too) move the focus along the elements marked `data-row`, which open by Enter
 * as links do. Never while something is being typed.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(typing) || document.querySelector('[role="dialog"]:not([aria-hidden="true"])')) return;
      const step = rowStep(event, Boolean(target && list.current?.contains(target)));
      if (!step || !list.current) return;
      const rows = [...list.current.querySelectorAll<HTMLElement>('[data-row]')];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', move);
    return () => window.removeEventListener('keydown', move);
  }, [list]);
}
