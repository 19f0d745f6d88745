import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractPaths } from './plugins/contract-paths.ts';
import { serviceWorker } from './plugins/service-worker.ts';
import { sizeLimits } from './plugins/size-limits.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractPaths(), serviceWorker(), sizeLimits()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several pages share goes into few files: each file is a request.
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'kit', test: /[\\/]web[\\/]src[\\/](lib|ui)[\\/]/, minShareCount: 2 },
            { name: 'icons', test: /@ant-design[\\/]icons/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
});
