import { minifyContractRouter } from '@orpc/contract';
import type { Plugin } from 'vite';
import { contract } from '../../contract/index.ts';

/** `virtual:contract` holds the paths and methods of the contract without its schemas, which only the server needs. */
export function contractPaths(): Plugin {
  const name = 'virtual:contract';
  return {
    name: 'contract-paths',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(minifyContractRouter(contract))}` : null),
  };
}
