import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('(max-width: 767px)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}

/** Whether the screen is as narrow as a phone's. */
export const usePhone = (): boolean => useMedia(phone);

/** Whether the person asked their device for less motion. */
export const useStill = (): boolean => useMedia(still);
