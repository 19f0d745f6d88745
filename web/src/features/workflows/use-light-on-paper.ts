import { useEffect } from 'react';

/** Paper is white: what is printed is printed in the light theme, whichever is on the screen. */
export function useLightOnPaper(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let onScreen = dataset.theme;
    const before = () => {
      onScreen = dataset.theme;
      dataset.theme = 'light';
    };
    const after = () => {
      dataset.theme = onScreen;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}
