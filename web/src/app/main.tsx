import './global.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLocale } from '../lib/preferences.ts';
import { setLanguage } from '../lib/texts.ts';
import { Providers } from './providers.tsx';
import { router } from './router.tsx';

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
