import { minifyContractRouter } from '@orpc/contract';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { contract } from '../contract/index.ts';

/** `virtual:contract` holds the paths and methods of the contract without its schemas, which only the server needs. */
function contractPaths(): Plugin {
  const name = 'virtual:contract';
  return {
    name: 'contract-paths',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(minifyContractRouter(contract))}` : null),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractPaths()],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', reportCompressedSize: true },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
});
