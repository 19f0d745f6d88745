/** Where the keyboard goes on after a change: what was in focus may stand elsewhere by now, or be gone. */
import type { Place, Spot } from './tree.ts';

export const spotId = ({ place, index }: Spot): string => `${place}#${index}`;

function focusOn(selector: string): void {
  requestAnimationFrame(() => {
    const found = document.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  });
}

/** The card of a node, or of the branch that begins at this place. */
export const focusCard = (id: string | Place): void => focusOn(`[data-target="${CSS.escape(id)}"] button`);

/** The sign where something can be added. */
export const focusSpot = (spot: Spot): void => focusOn(`[data-spot="${CSS.escape(spotId(spot))}"] button`);
