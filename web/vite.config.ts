import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

/** Writes the service worker beside the page, with the names of all built files and a version made of them. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_, bundle) {
      const built = Object.keys(bundle).filter((name) => name !== 'index.html');
      const files = ['/index.html', '/icon.svg', '/manifest.webmanifest', ...built.map((name) => `/${name}`)];
      const page = bundle['index.html'];
      const version = createHash('sha256')
        .update(files.join())
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
        .slice(0, 12);
      const source = (await readFile(new URL('./src/offline/service-worker.js', import.meta.url), 'utf8'))
        .replace('__FILES__', JSON.stringify(files))
        .replace('__VERSION__', version);
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractPaths(), serviceWorker()],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', reportCompressedSize: true },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
});
