import { describe, expect, test } from 'vitest';
import type { Assignee, Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { faultCodes } from '../../../contract/workflows.design.ts';
import type { FormField } from '../../../contract/workflows.forms.ts';
import { form as formShape } from '../../../contract/workflows.forms.ts';
import type { Known } from './workflow.design.rules.ts';
import { faultsOf } from './workflow.design.rules.ts';
import { approval, choice, define, parallel } from './workflow.world.testing.ts';

const [here, gone] = ['01920001-0000-7000-8000-000000000000', '01920002-0000-7000-8000-000000000000'];
const [held, vacant] = ['01920003-0000-7000-8000-000000000000', '01920004-0000-7000-8000-000000000000'];
const known: Known = {
  active: new Set([here]),
  holders: new Map([
    [held, 2],
    [vacant, 0],
  ]),
  children: new Map([
    ['ready', { circle: false }],
    ['circle', { circle: true }],
  ]),
};

type Fields = Parameters<typeof formShape.parse>[0];
const met = new Set<string>();

/** Faults as `code@node.field`. */
function faults(
  nodes: WorkflowNode[],
  form: { fields?: unknown[]; templates?: unknown[] } = {},
  fields = {},
): string[] {
  const content = {
    definition: { ...define(nodes), fields },
    form: formShape.parse({ fields: [], ...form } as Fields),
    description: '',
  };
  return faultsOf(content, known).map(({ code, nodeId, field }) => {
    met.add(code);
    return [code, nodeId && `@${nodeId}`, field && `.${field}`].join('');
  });
}

const lead = approval('lead', [here]);
const by = (assignee: Assignee, over = {}): WorkflowNode => ({ ...approval('a', []), assignee, ...over });
const when = (field: string): Condition => ({ field, is: 'filled' });
const back = (node: string): WorkflowNode => ({ type: 'back', id: 'again', name: 'again', node });
const child = (definitionId: string): WorkflowNode => ({
  type: 'child',
  id: 'c',
  name: 'c',
  definitionId,
  onReject: 'reject',
});
const plain = (type: string, key: string, over = {}) => ({ type, key, label: key, ...over }) as Partial<FormField>;
const twoChoices = {
  choices: [
    { key: 'a', label: 'A' },
    { key: 'b', label: 'B' },
  ],
};

describe('a drawing', () => {
  test('that is sound has no fault', () => {
    expect(faults([lead])).toEqual([]);
    expect(faults([by({ by: 'role', roleId: held }), child('ready')])).toEqual([]);
    expect(faults([choice('condition', 'c', [{ when: when('subject.level'), nodes: [back('start')] }]), lead])).toEqual(
      [],
    );
  });

  test('must have nodes, each once, each reached, with branches and one default', () => {
    expect(faults([])).toEqual(['empty@start']);
    expect(faults([lead, lead])).toEqual(['idTwice@lead']);
    expect(faults([parallel('p', [lead])])).toEqual(['fewBranches@p']);
    const open = choice('condition', 'c', [{ when: when('x'), nodes: [] }]);
    if (open.type !== 'condition') throw new Error('no condition');
    const branches = open.branches.map((branch) => ({ ...branch, when: null }));
    expect(faults([{ ...open, branches }])).toEqual(['twoDefaults@c']);
    const never = open.branches.map((branch) => ({ ...branch, when: when('subject.level') }));
    expect(faults([{ ...open, branches: never }])).toEqual(['noDefault@c']);
    expect(faults([{ ...lead, onReject: { node: 'later' } }, approval('later', [here])])).toEqual(['notEarlier@lead']);
    expect(
      faults([
        { ...approval('h', [here]), type: 'handling', limits: [{ hours: 1, action: 'reject' }] } as WorkflowNode,
      ]),
    ).toEqual(['rejectAtHandling@h']);
  });

  test('must not lead back without a decision', () => {
    expect(faults([lead, back('lead')])).toEqual(['backWithoutCondition@again']);
    expect(faults([lead, back('lead'), approval('z', [here])])).toEqual([
      'backWithoutCondition@again',
      'unreachable@z',
    ]);
    // The decision has been made before the loop, and is not made anew in it.
    const inside = choice('condition', 'c', [{ when: when('subject.level'), nodes: [lead, back('lead')] }]);
    expect(faults([inside])).toEqual(['backWithoutCondition@again']);
    const bothWays = choice(
      'condition',
      'c',
      [{ when: when('subject.level'), nodes: [back('lead')] }],
      [{ ...back('lead'), id: 'too' }],
    );
    expect(faults([lead, bothWays])).toEqual(['backWithoutCondition@again', 'backWithoutCondition@too']);
    expect(faults([lead, parallel('p', [back('lead')], [])])).toEqual(['backWithoutCondition@again']);
    const outside = choice('condition', 'c', [
      { when: when('subject.level'), nodes: [parallel('p', [back('lead')], [])] },
    ]);
    expect(faults([lead, outside])).toEqual([]);
  });

  test('names people who work here, roles that are there, and sub-processes that can be started', () => {
    expect(faults([approval('a', [here, gone])])).toEqual(['personLeft@a']);
    expect(faults([{ ...lead, empty: { personId: gone } }])).toEqual(['personLeft@lead']);
    expect(faults([{ ...lead, limits: [{ hours: 1, action: 'transfer', personId: gone }] }])).toEqual([
      'personLeft@lead',
    ]);
    expect(faults([{ type: 'copy', id: 'c', name: 'c', assignee: { by: 'people', personIds: [gone] } }])).toEqual([
      'personLeft@c',
    ]);
    const cases: Assignee = {
      by: 'cases',
      cases: [{ when: when('subject.level'), assignee: { by: 'people', personIds: [gone] } }],
      otherwise: { by: 'starter' },
    };
    expect(faults([by(cases)])).toEqual(['personLeft@a']);
    expect(faults([by({ by: 'role', roleId: gone })])).toEqual(['unknownRole@a']);
    expect(faults([by({ by: 'role', roleId: vacant }, { empty: 'owner' })])).toEqual(['emptyOwnerOnly@a']);
    expect(faults([by({ by: 'role', roleId: vacant }, { empty: 'supervisor' })])).toEqual([]);
    expect(faults([child('nothing')])).toEqual(['unknownChild@c']);
    expect(faults([child('circle')])).toEqual(['childInCircle@c']);
  });

  test('names fields and choices of its form', () => {
    const form = {
      fields: [plain('choice', 'kind', twoChoices), plain('person', 'who'), plain('explanation', 'note')],
    };
    const asks = (condition: Condition) =>
      faults([choice('condition', 'c', [{ when: condition, nodes: [] }]), lead], form);
    expect(asks(when('kind'))).toEqual([]);
    expect(asks({ all: [{ not: { any: [when('x')] } }] })).toEqual(['unknownField@c.x']);
    expect(asks(when('note'))).toEqual(['unknownField@c.note']);
    expect(asks({ field: 'kind', is: 'equal', value: 'a' })).toEqual([]);
    expect(asks({ field: 'kind', is: 'oneOf', value: ['a', 'z'] })).toEqual(['unknownChoice@c.kind']);
    expect(asks({ field: 'kind', is: 'equal', value: 'A' })).toEqual(['unknownChoice@c.kind']);
    expect(faults([by({ by: 'field', field: 'who' })], form)).toEqual([]);
    expect(faults([by({ by: 'field', field: 'kind' })], form)).toEqual(['notAPersonField@a.kind']);
    expect(faults([by({ by: 'field', field: 'x' })], form)).toEqual(['unknownField@a.x']);
    expect(faults([{ ...lead, fields: { kind: 'edit', x: 'read' } }], form)).toEqual(['unknownField@lead.x']);
    expect(faults([lead], form, { x: 'hidden' })).toEqual(['unknownField@start.x']);
    const cases: Assignee = {
      by: 'cases',
      cases: [{ when: when('x'), assignee: { by: 'starter' } }],
      otherwise: { by: 'starter' },
    };
    expect(faults([by(cases)], form)).toEqual(['unknownField@a.x']);
  });

  test('is judged in the order of drawing, each fault once', () => {
    const late = approval('late', [gone, gone]);
    const inner = choice('condition', 'c', [{ when: when('x'), nodes: [approval('early', [gone])] }], []);
    expect(faults([inner, late], { fields: [plain('choice', 'k')] }, { y: 'read' })).toEqual([
      'unknownField@start.y',
      'unknownField@c.x',
      'personLeft@early',
      'personLeft@late',
      'noChoices.k',
    ]);
  });
});

describe('a form', () => {
  const ofForm = (fields: unknown[], templates: unknown[] = []) => faults([lead], { fields, templates });
  const table = (...columns: unknown[]) => plain('table', 't', { columns });

  test('has keys once, and choices where it asks for one', () => {
    expect(ofForm([plain('text', 'a'), plain('text', 'a')])).toEqual(['keyTwice.a']);
    expect(ofForm([table(plain('text', 'a'), plain('number', 'a'))])).toEqual(['keyTwice.t.a']);
    expect(ofForm([plain('choice', 'a'), table(plain('multiChoice', 'b', { choices: [] }))])).toEqual([
      'noChoices.a',
      'noChoices.t.b',
    ]);
    expect(
      ofForm([
        plain('choice', 'a', {
          choices: [
            { key: 'x', label: '1' },
            { key: 'x', label: '2' },
          ],
        }),
      ]),
    ).toEqual(['keyTwice.a']);
  });

  test('computes what can be computed', () => {
    const formula = (text: string, key = 'f') => plain('formula', key, { formula: text });
    const base = [
      plain('number', 'n'),
      plain('money', 'm'),
      plain('dateRange', 'd'),
      plain('choice', 'k', twoChoices),
      table(plain('number', 'q'), plain('text', 's')),
    ];
    for (const right of ['{n} * {m}', 'days({d.from}, {d.until})', 'if({k} = "A", 1, 2)', '{t.q} + 1']) {
      expect(ofForm([...base, formula(right)])).toEqual([]);
    }
    for (const wrong of [
      '',
      '{n',
      '{x} + 1',
      '{k} + 1',
      '{d}',
      '{n.from}',
      '{t.s}',
      '{t.x}',
      '{t}',
      '"a"',
      '{f} + 1',
    ]) {
      expect(ofForm([...base, formula(wrong)])).toEqual(['formulaFault.f']);
    }
    expect(ofForm([formula('{g}', 'f'), formula('{f}', 'g')])).toEqual(['formulaFault.f', 'formulaFault.g']);
    const price = plain('number', 'p');
    expect(
      ofForm([price, table(plain('number', 'q'), formula('{q} * {p}', 'sum')), formula('{t.sum}', 'total')]),
    ).toEqual([]);
    expect(ofForm([table(plain('number', 'q'), formula('{q} / {total}', 'sum')), formula('{t.sum}', 'total')])).toEqual(
      ['formulaFault.t.sum', 'formulaFault.total'],
    );
  });

  test('has templates that it takes, of what everybody may know', () => {
    const template = (values: object, key = 'x') => ({ key, name: key, values });
    const fields = [plain('number', 'n', { required: true }), plain('person', 'who'), plain('customer', 'c')];
    expect(ofForm(fields, [template({ n: 1, who: here })])).toEqual([]);
    expect(ofForm(fields, [template({})])).toEqual([]);
    expect(ofForm(fields, [template({ n: 'one' })])).toEqual(['templateFault.x']);
    expect(ofForm(fields, [template({ other: 1 })])).toEqual(['templateFault.x']);
    expect(ofForm(fields, [template({ c: here })])).toEqual(['templateFault.x']);
    expect(ofForm(fields, [template({ who: gone })])).toEqual(['personLeft.who']);
    expect(ofForm(fields, [template({}), template({})])).toEqual(['templateFault.x']);
  });
});

test('a drawing as large as a request may be is judged in time', () => {
  let nodes: WorkflowNode[] = [lead];
  for (const [depth, branches] of [10, 10, 4].entries()) {
    const cases = Array.from({ length: branches }, (_, index) => {
      const inner = nodes.map((node, at) => ({ ...node, id: `n${depth}-${index}-${at}` }) as WorkflowNode);
      const backs = Array.from({ length: 90 }, (_, at) => ({ ...back('start'), id: `b${depth}-${index}-${at}` }));
      return { when: when('subject.level'), nodes: [...inner, ...(depth === 0 ? backs : [])] };
    });
    nodes = [choice('condition', `c${depth}`, cases)];
  }
  const begun = performance.now();
  const content = { definition: define(nodes), form: formShape.parse({ fields: [] }), description: '' };
  expect(faultsOf(content, known).length).toBeGreaterThan(0);
  expect(performance.now() - begun).toBeLessThan(3000);
});

test('every fault has been met', () => {
  expect([...met].sort()).toEqual([...faultCodes].sort());
});
