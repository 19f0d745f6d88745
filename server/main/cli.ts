import { parseArgs } from 'node:util';
import { createPool } from '../platform/db/db.ts';
import { createAdmin, resetPassword, usageError } from './cli.admin.ts';
import type { Config } from './config.ts';
import { configOfProcess } from './config.ts';
import { cliHelp, oneTimeNote, upToDate } from './console.texts.ts';
import { migrate, openDatabase } from './database.ts';
import { fail, say, warn } from './lifecycle.ts';

type Run = (url: string, args: string[]) => Promise<void>;

const commands: Record<string, Run> = {
  migrate: async () => say(upToDate),
  'admin create': async (url, args) => {
    const { values } = parse(args, { login: { type: 'string' }, name: { type: 'string' } });
    const { login, name = login } = values;
    if (!login || !name) throw usageError('admin create --login … [--name …] [--password-stdin]');
    const password = values['password-stdin'] ? await readPassword() : null;
    const { oneTime } = await withPool(url, (pool) => createAdmin(pool, { login, name, password }));
    say(oneTimeNote(login, oneTime));
  },
  'admin password': async (url, args) => {
    const { values } = parse(args, { login: { type: 'string' } });
    const { login } = values;
    if (!login) throw usageError('admin password --login … [--password-stdin]');
    const password = values['password-stdin'] ? await readPassword() : null;
    const { oneTime } = await withPool(url, (pool) => resetPassword(pool, login, password));
    say(oneTimeNote(login, oneTime));
  },
};

/** One command of the operator on the database of the configuration, brought to this version first. */
async function main(): Promise<void> {
  const [first = 'help', second = ''] = process.argv.slice(2);
  if (['help', '--help', '-h'].includes(first)) return say(cliHelp);
  const name = [first, `${first} ${second}`].find((candidate) => Object.hasOwn(commands, candidate));
  const run = name === undefined ? undefined : commands[name];
  if (!name || !run) throw usageError(`unknown command "${[first, second].join(' ').trim()}"\n\n${cliHelp}`);
  await onDatabase(configOfProcess('cli'), (url) => run(url, process.argv.slice(2 + name.split(' ').length)));
}

async function onDatabase(config: Config, work: (url: string) => Promise<void>): Promise<void> {
  const database = await openDatabase(config, warn, { own: false });
  try {
    await migrate(database.url, warn);
    await work(database.url);
  } finally {
    await database.stop();
  }
}

async function withPool<T>(url: string, work: (pool: ReturnType<typeof createPool>) => Promise<T>): Promise<T> {
  const pool = createPool(url, 2);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

type TextOptions = Record<string, { type: 'string' }>;

function parse<O extends TextOptions>(args: string[], options: O) {
  try {
    return parseArgs({ args, options: { ...options, 'password-stdin': { type: 'boolean' } } });
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

/** The first line of the standard input, so that a password stands neither in the history nor in the process list. */
async function readPassword(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  const line = text.split(/\r?\n/)[0] ?? '';
  if (!line) throw usageError('--password-stdin: no password came on the standard input');
  return line;
}

main().then(() => process.exit(0), fail);
