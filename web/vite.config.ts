import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractPaths } from './plugins/contract-paths.ts';
import { serviceWorker } from './plugins/service-worker.ts';
import { sizeLimits } from './plugins/size-limits.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractPaths(), serviceWorker(), sizeLimits()],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022' },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
});
