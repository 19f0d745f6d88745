// Run after a change of package-lock.json: node scripts/lock.mjs
// A registry that does not hold a package's variants for other systems makes npm leave them out of the lockfile, and
// `npm ci` then refuses that lockfile everywhere. This names them, with the version that their parent pins.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './up/paths.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];
const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(path, name)) continue;
    const system = systems.find((word) => name.split(/[-/]/).includes(word));
    const processor = processors.find((word) => name.split(/[-/]/).includes(word));
    if (!system || !processor || !/^\d+\.\d+\.\d+/.test(version)) {
      throw new Error(`${name}@${version} of ${path} is missing and does not say which system it is for`);
    }
    const libc = name.includes('musl') ? 'musl' : system === 'linux' ? 'glibc' : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [processor],
      ...(entry.dev && { dev: true }),
      ...(libc && { libc: [libc] }),
      optional: true,
      os: [system],
    };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${added} added`);

/** Whether the package at `path` finds `name` in its own node_modules or in one above it. */
function resolves(path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (lock.packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}
