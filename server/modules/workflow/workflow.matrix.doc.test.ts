import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from './workflow.matrix.testing.ts';
import { contexts, Instance, z } from './workflow.matrix.testing.ts';
import type { Command } from './workflow.step.rules.ts';
import { approval } from './workflow.world.testing.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'workflow-matrix.md');

const anyOne: Context = {
  name: 'any one of several',
  members: ['p2', 'p6', 'p7'],
  at: [],
  after: [],
  make: () => {
    const instance = new Instance([
      approval('a', ['p1']),
      approval('m', ['p4']),
      approval('x', ['p2', 'p6', 'p7'], { mode: 'any' }),
      z,
    ]);
    return instance.approve('a', 'p1').approve('m', 'p4');
  },
};

/** The command of each row; `first` is who acts at node x. */
const rows: Record<string, (instance: Instance, first: string, all: readonly string[]) => Command[]> = {
  approve: (instance, first) => [{ type: 'approve', ...instance.by('x', first) }],
  reject: (instance, first) => [{ type: 'reject', ...instance.by('x', first) }],
  'send back to a, through all nodes again': (instance, first) => [
    { type: 'sendBack', ...instance.by('x', first), nodeId: 'a', direct: false },
  ],
  'send back to a, and straight here': (instance, first) => [
    { type: 'sendBack', ...instance.by('x', first), nodeId: 'a', direct: true },
  ],
  'send back to a later node': (instance, first) => [
    { type: 'sendBack', ...instance.by('x', first), nodeId: 'z', direct: false },
  ],
  'approve and recall': (instance, first) => [
    { type: 'approve', ...instance.by('x', first) },
    { type: 'recall', ...instance.by('x', first) },
  ],
  'recall by who came before': (instance) => [{ type: 'recall', ...instance.by('m', 'p4') }],
  transfer: (instance, first) => [{ type: 'transfer', ...instance.by('x', first), personId: 'p3' }],
  delegate: (instance, first) => [{ type: 'delegate', ...instance.by('x', first), personId: 'p3' }],
  'add before': (instance, first) => [
    { type: 'addSign', ...instance.by('x', first), kind: 'before', personIds: ['p3'] },
  ],
  'add after': (instance, first) => [{ type: 'addSign', ...instance.by('x', first), kind: 'after', personIds: ['p3'] }],
  'add as a member': (instance, first) => [
    { type: 'addSign', ...instance.by('x', first), kind: 'peer', personIds: ['p3'] },
  ],
  'take off oneself, by the owner': (instance, first) => [
    { type: 'removeSign', taskId: instance.task('x', first).id, actorId: 'owner', owner: true },
  ],
  copy: (instance, first) => [{ type: 'copy', ...instance.by('x', first), personIds: ['p3'] }],
  urge: () => [{ type: 'urge', actorId: 'p8' }],
  withdraw: () => [{ type: 'withdraw', actorId: 'p8' }],
  terminate: () => [{ type: 'terminate' }],
  departure: (_instance, first) => [{ type: 'reassign', fromId: first, toId: 'p3' }],
};

function cell({ make, members }: Context, commands: (typeof rows)[string]): string {
  const instance = make();
  for (const command of commands(instance, members[0] ?? '', members)) {
    const refused = instance.refuses(command);
    if (refused !== 'carried out') return `refused: \`${refused}\``;
    instance.do(command);
  }
  return instance.state.status === 'running' ? instance.open.join(', ') : `**${instance.state.status}**`;
}

/** What stands in docs/workflow-matrix.md is what the engine does; `npx vitest run <this file> -u` writes it anew. */
test('the table of operations and contexts says what happens', async () => {
  const columns = [...contexts, anyOne];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    line(['operation', ...columns.map(({ name }) => name)]),
    line(['---', ...columns.map(() => '---')]),
    line(['*before*', ...columns.map(({ make }) => make().open.join(', '))]),
    ...Object.entries(rows).map(([name, commands]) => line([name, ...columns.map((one) => cell(one, commands))])),
  ];
  await expect(`${intro}${table.join('\n')}\n${outro}`).toMatchFileSnapshot(page);
});

const intro = `# What each operation does, where

The way is: start (p8) → a (p1) → m (p4) → x → z (p5); in the parallel branch x is followed by y (p6), and w (p7) stands in
the other branch. The first person of x acts. A cell says who has something to do afterwards, as \`node:person\`, or how
the instance ended, or why the command is refused. This page is made and checked by
\`server/modules/workflow/workflow.matrix.doc.test.ts\`; what follows each cell (that it goes on to its end from there) is
tested in \`workflow.matrix.test.ts\`, in the same contexts.

`;
const outro = `
An instance that is a sub-process is an instance like all others: every operation does in it what it does above. Its end is
told to the instance above (\`workflow.service.test.ts\`: a sub-process), and a branch that is sent back, withdrawn or ended
ends the sub-processes in it.

## Faults that others have

| fault | test |
| --- | --- |
| sending back into a joint node loses the task | matrix, “in a joint node”: send back, through all nodes again |
| a refusal of any-one is shown as done by the others | rules: any one: the others’ tasks close as decided by somebody else |
| a reminder is dead after a return | rules: time limits remind, pass on or decide; after a return they run anew |
| one refusal defeats the ratio | rules: a ratio counts approvals and fails as soon as it cannot be reached |
| a return is skipped by the rule that passes the starter | rules: a node that it is sent back to waits, even where a rule would pass it |
| jump × parallel × joint | rules: a branch sent back within itself …; a rejection may lead back, out of a parallel branch as well; 6,000 random runs in \`workflow.properties.test.ts\` |
`;
