// The one way in: makes sure that Node 24, the packages and the web files are there, then runs a command. It is plain
// JavaScript without dependencies, since it runs before anything is installed, on any Node from 18.
import { commands, describeCommands } from './up/commands.mjs';
import { say, stopWith } from './up/console.mjs';
import { ensureInstalled } from './up/install.mjs';
import { runAs } from './up/run.mjs';
import { ensureRuntime } from './up/runtime.mjs';
import { ensureWeb } from './up/web.mjs';

const [name = '', ...given] = process.argv.slice(2).filter((word, place) => word !== '--' || place !== 1);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (Number(process.versions.node.split('.')[0]) < 18) {
  stopWith(`Node ${process.versions.node} is too old to begin with; install Node 18 or newer: https://nodejs.org`);
}
if (!command) {
  stopWith(`${name ? `Unknown command "${name}". ` : ''}Commands:\n${describeCommands()}`);
}
try {
  const node = await ensureRuntime();
  await ensureInstalled(node);
  if (command.web) await ensureWeb(node);
  if (command.run) process.exitCode = await runAs(node, [...command.run, ...given]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  // Whoever reads the sums must find them also when nothing could be run.
  if (name === 'test') process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
