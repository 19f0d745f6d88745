import './global.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLocale } from '../lib/preferences.ts';
import { setLanguage } from '../lib/texts.ts';
import { reloadForNewVersion } from './new-version.ts';
import { Providers } from './providers.tsx';
import { router } from './router.tsx';

window.addEventListener('vite:preloadError', (event) => {
  if (reloadForNewVersion()) event.preventDefault();
});
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => void navigator.serviceWorker.register('/service-worker.js'));
}

const place = document.getElementById('root');
if (place) {
  await setLanguage(startLocale());
  createRoot(place).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
