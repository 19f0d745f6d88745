import './global.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery } from '../lib/me.ts';
import { startLocale } from '../lib/preferences.ts';
import { setLanguage } from '../lib/texts.ts';
import { reloadForNewVersion } from './new-version.ts';
import { Providers, queryClient } from './providers.tsx';
import { router } from './router.tsx';

window.addEventListener('vite:preloadError', (event) => {
  if (reloadForNewVersion()) event.preventDefault();
});
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    // Without it the application works all the same, only not without network.
    navigator.serviceWorker.register('/service-worker.js').catch((error: unknown) => console.warn(error));
  });
}

const place = document.getElementById('root');
if (place) {
  if (location.pathname !== '/sign-in') {
    // Asked for at once, side by side with the texts; the route of the shell waits for both.
    void queryClient.prefetchQuery(meQuery);
    void import('./shell/shell.tsx');
  }
  await setLanguage(startLocale());
  createRoot(place).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
