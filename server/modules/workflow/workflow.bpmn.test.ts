import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, Definition } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import { workflowContent } from '../../../contract/workflows.design.ts';
import type { Form } from '../../../contract/workflows.forms.ts';
import { readBpmn, writeBpmn } from '../../platform/bpmn.ts';
import { AppError } from '../../platform/errors.ts';
import { conditionOf, expressionOf } from './workflow.bpmn.conditions.rules.ts';
import { contentFrom } from './workflow.bpmn.import.rules.ts';
import { durationOf, hoursOf } from './workflow.bpmn.times.rules.ts';
import { bpmnOf } from './workflow.bpmn.write.rules.ts';
import { problemsOf } from './workflow.graph.rules.ts';
import { definitions, people } from './workflow.world.testing.ts';

const uuid = (index: number) => `0192${String(index).padStart(4, '0')}-0000-7000-8000-000000000000`;
const me = uuid(99);
const id = uuid(98);

/** The same with ids as the company has them. */
function realistic(definition: Definition): Definition {
  const text = JSON.stringify(definition)
    .replace(/"p(\d)"/g, (_, index: string) => `"${uuid(people.indexOf(`p${index}` as (typeof people)[number]))}"`)
    .replaceAll('"definitionId":"d"', `"definitionId":"${uuid(50)}"`);
  return JSON.parse(text) as Definition;
}

const write = (name: string, content: WorkflowContent) => writeBpmn(bpmnOf(id, name, content));

async function read(xml: string) {
  const root = await readBpmn(xml);
  if (!root) throw new Error('unreadable');
  return contentFrom(root, me);
}

/** An expression as engines write it. */
const el = (text: string) => `\${${text}}`;

const scalar = fc.oneof(
  fc.string({ maxLength: 20, unit: 'grapheme' }),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.boolean(),
);
const field = fc.constantFrom('amount', 'subject.level', 'a-b', 'x_1', 'oneOf', 'true1');
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      field,
      is: fc.constantFrom('equal', 'notEqual', 'less', 'atMost', 'more', 'atLeast', 'contains'),
      value: scalar,
    }) as fc.Arbitrary<Condition>,
    fc.record({
      field,
      is: fc.constantFrom('oneOf', 'noneOf'),
      value: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    }) as fc.Arbitrary<Condition>,
    fc.record({ field, is: fc.constantFrom('empty', 'filled') }) as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const form: Form = {
  fields: [
    { type: 'money', key: 'amount', label: '金额 <¥>', required: true },
    { type: 'choice', key: 'kind', label: '“种类”', required: false, choices: [{ key: 'a', label: '甲 & 乙' }] },
  ],
  templates: [{ key: 't', name: '常用', values: { amount: '10.00' } }],
};

describe('a file of our own', () => {
  test('gives exactly the same definition when it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        definitions,
        fc.array(conditions, { minLength: 1, maxLength: 5 }),
        fc.array(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        async (given, whens, names) => {
          let count = 0;
          const next = <T>(list: readonly T[]): T => {
            count += 1;
            return list[count % list.length] as T;
          };
          const text = JSON.stringify(realistic(given), (key, value: unknown) => {
            if (key === 'when' && value !== null) return next(whens);
            return key === 'name'
              ? next(names)
                  .replace(/[\p{Cc}\p{Cs}]/gu, '')
                  .trim() || 'x'
              : value;
          });
          const content = { definition: JSON.parse(text) as Definition, form, description: 'a\n<b>&"c"' };
          const wanted = workflowContent.parse(content);
          const { name, content: found, leftOut } = await read(await write('特价 <审批> & "B"', wanted));
          expect(found).toEqual(wanted);
          expect(name).toBe('特价 <审批> & "B"');
          expect(leftOut).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  test('is drawn: every element has its place, every flow its way', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (given) => {
        const content = { definition: realistic(given), form, description: '' };
        const xml = await write('x', content);
        const ids = [...xml.matchAll(/<bpmn:\w+ id="([^"]+)"/g)].map(([, one]) => one);
        const drawn = [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, one]) => one);
        const inside = ids.filter((one) => one !== 'definitions');
        expect([...drawn].sort()).toEqual([...inside].sort());
        const edges = [...xml.matchAll(/<bpmndi:BPMNEdge[^>]*>([\s\S]*?)<\/bpmndi:BPMNEdge>/g)];
        for (const [, edge = ''] of edges) expect(edge.match(/<di:waypoint/g)?.length).toBeGreaterThanOrEqual(2);
        const shapes = [...xml.matchAll(/<dc:Bounds x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/g)].map(
          ([, ...box]) => box.map(Number) as [number, number, number, number],
        );
        shapes.forEach(([x, y, width, height], index) => {
          const over = shapes
            .slice(index + 1)
            .some(([a, b, w, h]) => a < x + width && x < a + w && b < y + height && y < b + h);
          expect(over).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('conditions', () => {
  test('are read as they are written, or mean the same', () => {
    void fc.assert(
      fc.property(conditions, (condition) => {
        const again = conditionOf(expressionOf(condition));
        expect(again).not.toBeNull();
        if (again) expect(expressionOf(again).replace(/[()]/g, '')).toBe(expressionOf(condition).replace(/[()]/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  test('of other programs are read where they can be said here', () => {
    const amount = { field: 'amount', is: 'more', value: 1000 };
    expect(conditionOf(el('amount > 1000'))).toEqual(amount);
    expect(conditionOf("#{kind == 'a' and amount gt 1000}")).toEqual({
      all: [{ field: 'kind', is: 'equal', value: 'a' }, amount],
    });
    expect(conditionOf('= amount > 1000')).toEqual(amount);
    expect(conditionOf('= kind = "a"')).toEqual({ field: 'kind', is: 'equal', value: 'a' });
    expect(conditionOf(el('approved'))).toEqual({ field: 'approved', is: 'equal', value: true });
    expect(conditionOf(el('!approved'))).toEqual({ not: { field: 'approved', is: 'equal', value: true } });
    expect(conditionOf(el('a == 1 || b == 2 && c == 3'))).toMatchObject({
      any: [{ field: 'a' }, { all: [{ field: 'b' }, { field: 'c' }] }],
    });
    for (const strange of [
      '',
      el('a + b > 1'),
      el('f(a)'),
      '$' + '{',
      el('a =='),
      el('(a == 1'),
      'execution.getVariable("a")',
      '1 == 1',
      `\${${'('.repeat(500)}a${')'.repeat(500)}}`,
    ]) {
      expect(conditionOf(strange)).toBeNull();
    }
  });
});

test('durations', () => {
  expect([1, 0.1, 1.5, 20_000, 0.26].map(durationOf)).toEqual(['PT1H', 'PT6M', 'PT1H30M', 'PT20000H', 'PT15M36S']);
  expect(['PT1H', 'P1D', 'P1W', 'P1DT1H30M', 'PT90S'].map(hoursOf)).toEqual([1, 24, 168, 25.5, 0.025]);
  expect(['P1M', 'R3/PT1H', 'x', ''].map(hoursOf)).toEqual([null, null, null, null]);
});

/** A file as other programs write it: elements, then flows as `from > to [condition]`; `*` marks a default flow. */
function foreign(elements: string, flows: string, around = ''): string {
  const lines = flows.trim().split(/\s*\n\s*/);
  const made = lines.map((line, index) => {
    const [, from, to, condition] = /^(\S+) > (\S+)(?: \[(.*)\])?$/.exec(line) ?? [];
    const expression = condition
      ? `<conditionExpression xsi:type="tFormalExpression"><![CDATA[${condition}]]></conditionExpression>`
      : '';
    return `<sequenceFlow id="f${index + 1}" sourceRef="${from}" targetRef="${to}">${expression}</sequenceFlow>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://example.org">${around}
      <process id="request" name="请购" isExecutable="true">${elements}${made.join('')}</process></definitions>`;
}
const task = (key: string, name = key) => `<userTask id="${key}" name="${name}"/>`;
const ends = '<startEvent id="begin"/><endEvent id="end"/>';
const gate = (kind: string, key: string, more = '') => `<${kind}Gateway id="${key}" name="${key}" ${more}/>`;

/** The shape of a definition: ids, blocks as lists of branches. */
type Shape = string | { [id: string]: Shape[][] };
const shapeOf = (nodes: Definition['nodes']): Shape[] =>
  nodes.map((node) => {
    if ('branches' in node) return { [`${node.type} ${node.id}`]: node.branches.map((one) => shapeOf(one.nodes)) };
    return node.type === 'back' ? `back to ${node.node}` : node.id;
  });
const shape = async (xml: string) => shapeOf((await read(xml)).content.definition.nodes);
const refusal = async (xml: string) => {
  try {
    await read(xml);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.params };
    throw error;
  }
  return 'read';
};

describe('a file of another program', () => {
  test('in a line: people to be chosen, what is of the other program named', async () => {
    const extension = '<extensionElements><camunda:taskListener event="create"/></extensionElements>';
    const { name, content, leftOut } = await read(
      foreign(
        `${ends}<userTask id="_check" name=" 核对&#10;数量 " camunda:assignee="demo">${extension}</userTask>
        <manualTask id="pack" name="装箱"/><sendTask id="tell" name="通知"/><serviceTask id="book" name="记账"/>
        <userTask id="all"><multiInstanceLoopCharacteristics isSequential="true"/></userTask>
        <documentation>不用了</documentation>`,
        `begin > _check
        _check > pack
        pack > book
        book > tell
        tell > all
        all > end`,
      ),
    );
    expect(name).toBe('请购');
    expect(content.definition.nodes).toMatchObject([
      {
        type: 'approval',
        id: 'node-2',
        name: '核对 数量',
        assignee: { by: 'people', personIds: [me] },
        empty: 'owner',
      },
      { type: 'handling', id: 'pack', name: '装箱' },
      { type: 'copy', id: 'tell', name: '通知' },
      { type: 'approval', id: 'all', name: 'all', mode: 'inOrder' },
    ]);
    expect(leftOut).toEqual([
      { element: 'camunda:assignee', id: '_check', name: ' 核对 数量 '.trim() },
      { element: 'camunda:taskListener', id: '_check', name: '核对 数量' },
      { element: 'bpmn:ServiceTask', id: 'book', name: '记账' },
    ]);
  });

  test('with a decision, its default, and a way back over a merging gateway', async () => {
    const { content, leftOut } = await read(
      foreign(
        `${ends}${gate('exclusive', 'again')}${task('fill')}${task('lead')}
        ${gate('exclusive', 'ok', 'default="f6"')}${task('pay')}`,
        `begin > again
        again > fill
        fill > lead
        lead > ok
        ok > again [\${rejected == true}]
        ok > pay
        pay > end`,
      ),
    );
    expect(shapeOf(content.definition.nodes)).toEqual([
      'fill',
      'lead',
      { 'condition ok': [['back to fill'], []] },
      'pay',
    ]);
    const [, , block] = content.definition.nodes;
    expect(block).toMatchObject({
      branches: [
        { name: el('rejected == true'), when: { field: 'rejected', is: 'equal', value: true } },
        { name: 'b2', when: null },
      ],
    });
    expect(leftOut).toEqual([]);
    expect(problemsOf(content.definition)).toEqual([]);
  });

  test('with parallel, inclusive and nested blocks', async () => {
    const xml = foreign(
      `${ends}${gate('parallel', 'split')}${gate('parallel', 'join')}${gate('inclusive', 'some', 'default="f6"')}
      ${gate('inclusive', 'met')}${['a', 'b', 'c', 'd', 'e'].map((one) => task(one)).join('')}`,
      `begin > split
      split > a
      split > some
      some > b [\${x > 1}]
      some > c [\${y in z}]
      some > met
      b > met
      c > met
      a > join
      met > d
      d > join
      join > e
      e > end`,
    );
    expect(await shape(xml)).toEqual([
      { 'parallel split': [['a'], [{ 'inclusive some': [['b'], ['c'], []] }, 'd']] },
      'e',
    ]);
    expect((await read(xml)).leftOut).toEqual([{ element: 'bpmn:conditionExpression', id: 'f5', name: '' }]);
  });

  test('that ends early, merges without a gateway, and divides without one', async () => {
    const early = foreign(
      `<startEvent id="begin"/><endEvent id="no"/><endEvent id="yes"/>${task('a')}${gate('exclusive', 'ok')}${task('b')}`,
      `begin > a
      a > ok
      ok > no [\${refused}]
      ok > b
      b > yes`,
    );
    expect(await shape(early)).toEqual(['a', { 'condition ok': [[], ['b']] }]);
    const merged = foreign(
      `${ends}${gate('exclusive', 'ok')}${task('a')}${task('b')}${task('c')}`,
      `begin > ok
      ok > a [\${x}]
      ok > b
      a > c
      b > c
      c > end`,
    );
    expect(await shape(merged)).toEqual([{ 'condition ok': [['a'], ['b']] }, 'c']);
    const divided = foreign(
      `${ends}${task('a')}${task('b')}${task('c')}${gate('parallel', 'join')}`,
      `begin > a
      a > b
      a > c
      b > join
      c > join
      join > end`,
    );
    expect(await shape(divided)).toEqual(['a', { 'parallel node-3': [['b'], ['c']] }]);
    const mixed = foreign(
      `${ends}${gate('exclusive', 'one')}${gate('exclusive', 'two')}${gate('exclusive', 'three')}${['a', 'b', 'c'].map((one) => task(one)).join('')}`,
      `begin > one
      one > a [\${x}]
      one > two
      a > two
      two > b [\${y}]
      two > c
      b > three
      c > three
      three > end`,
    );
    expect(await shape(mixed)).toEqual([{ 'condition one': [['a'], []] }, { 'condition two': [['b'], ['c']] }]);
  });

  test('with sub-processes, timers, lanes, pools and what is attached', async () => {
    const { content, leftOut } = await read(
      foreign(
        `<laneSet><lane id="sales" name="销售"><flowNodeRef>a</flowNodeRef></lane></laneSet>${ends}${task('a')}
        <subProcess id="inner" name="内部"><startEvent id="in"/>${task('x')}<endEvent id="out"/>
          <sequenceFlow id="g1" sourceRef="in" targetRef="x"/><sequenceFlow id="g2" sourceRef="x" targetRef="out"/></subProcess>
        <intermediateCatchEvent id="pause" name="等两天"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <intermediateCatchEvent id="mail" name="等回信"><messageEventDefinition/></intermediateCatchEvent>
        <boundaryEvent id="late" name="超时" attachedToRef="a"><timerEventDefinition/></boundaryEvent>${task('remind', '催')}
        <callActivity id="sub" name="授信" calledElement="credit"/><dataObject id="paper"/>
        <textAnnotation id="note"><text>说明</text></textAnnotation>`,
        `begin > a
        a > inner
        inner > pause
        pause > mail
        mail > sub
        sub > end
        late > remind`,
        `<message id="m"/><process id="other" name="供应商"/><collaboration id="c"><participant id="us" processRef="request"/>
        <participant id="them" name="供应商" processRef="other"/></collaboration>`,
      ),
    );
    expect(content.definition.nodes).toMatchObject([
      { type: 'approval', id: 'a' },
      { type: 'approval', id: 'x' },
      { type: 'wait', id: 'pause', hours: 48 },
      { type: 'child', id: 'sub', definitionId: '00000000-0000-0000-0000-000000000000' },
    ]);
    expect(leftOut.map(({ element, id: one }) => `${element} ${one}`).sort()).toEqual(
      [
        'bpmn:BoundaryEvent late',
        'bpmn:DataObject paper',
        'bpmn:IntermediateCatchEvent mail',
        'bpmn:Lane sales',
        'bpmn:Message m',
        'bpmn:Participant them',
        'bpmn:Process other',
        'bpmn:TextAnnotation note',
        'bpmn:UserTask remind',
        'bpmn:calledElement sub',
      ].sort(),
    );
  });

  test('that is not made of blocks is refused by the name of the place', async () => {
    const tasks = ['a', 'b', 'c', 'd'].map((one) => task(one)).join('');
    const waits = foreign(
      `${ends}${gate('exclusive', 'split')}${gate('parallel', 'join')}${tasks}`,
      `begin > split
      split > a [\${x}]
      split > b
      a > join
      b > join
      join > end`,
    );
    expect(await refusal(waits)).toEqual({ code: 'workflow.bpmnUnstructured', node: 'join' });
    const doubled = waits
      .replaceAll('exclusiveGateway', 'xGateway')
      .replaceAll('parallelGateway', 'exclusiveGateway')
      .replaceAll('xGateway', 'parallelGateway');
    expect(await refusal(doubled)).toEqual({ code: 'workflow.bpmnUnstructured', node: 'join' });
    const crossed = foreign(
      `${ends}${gate('parallel', 'one')}${gate('parallel', 'two')}${gate('parallel', 'three')}${gate('parallel', 'four')}${tasks}`,
      `begin > one
      one > a
      one > two
      two > b
      two > c
      a > three
      b > three
      three > d
      d > four
      c > four
      four > end`,
    );
    expect(await refusal(crossed)).toMatchObject({ code: 'workflow.bpmnUnstructured' });
    const outOfParallel = foreign(
      `${ends}${gate('parallel', 'split')}${gate('exclusive', 'ok')}${gate('parallel', 'join')}${tasks}`,
      `begin > a
      a > split
      split > b
      split > c
      b > ok
      ok > a [\${again}]
      ok > join
      c > join
      join > end`,
    );
    expect(await refusal(outOfParallel)).toEqual({ code: 'workflow.bpmnUnstructured', node: 'ok' });
    const twoStarts = foreign(`${ends}<startEvent id="also" name="也开始"/>${tasks}`, `begin > a\nalso > a\na > end`);
    expect(await refusal(twoStarts)).toEqual({ code: 'workflow.bpmnUnstructured', node: '也开始' });
    const events = foreign(
      `${ends}${gate('eventBased', 'first')}${tasks}`,
      `begin > first\nfirst > a\nfirst > b\na > end\nb > end`,
    );
    expect(await refusal(events)).toEqual({
      code: 'workflow.bpmnUnsupported',
      node: 'first',
      element: 'EventBasedGateway',
    });
  });
});

describe('a hostile or broken file', () => {
  const quickly = async (work: () => Promise<unknown>) => {
    const begun = performance.now();
    await work();
    expect(performance.now() - begun).toBeLessThan(5000);
  };

  test('is no file', async () => {
    const entity = `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${foreign(`${ends}${task('a', '&amp;y;')}`, 'begin > a').replace(/^<\?xml.*\?>/, '')}`;
    for (const text of ['', 'x', '<a/>', '{}', '<definitions/>', entity]) expect(await readBpmn(text)).toBeNull();
    expect(await refusal(foreign('', '').replace(/<process.*<\/process>/s, ''))).toEqual({
      code: 'workflow.bpmnUnreadable',
    });
  });

  test('does not hang, however large or deep', async () => {
    const wide = Array.from({ length: 1500 }, (_, index) => task(`t${index}`)).join('');
    await quickly(async () =>
      expect(await refusal(foreign(`${ends}${wide}`, 'begin > end'))).toMatchObject({ code: 'workflow.bpmnTooBig' }),
    );
    await quickly(async () => expect(await readBpmn(foreign(task('a').repeat(70_000), 'a > a'))).toBeNull());
    const inner = (open: string, close: string, depth: number) =>
      foreign(`${open.repeat(depth)}${task('a')}${close.repeat(depth)}`, 'a > a');
    const opened = Array.from({ length: 9000 }, (_, index) => `<subProcess id="s${index}">`).join('');
    const deepProcess = foreign(`${opened}${task('a')}${'</subProcess>'.repeat(9000)}`, 'a > a');
    await quickly(async () => expect(await refusal(deepProcess)).not.toBe('read'));
    await quickly(() => readBpmn(inner('<extensionElements>', '</extensionElements>', 9000)));
    const chain = Array.from({ length: 300 }, (_, index) => `g${index} > e${index}\ng${index} > g${index + 1}`).join(
      '\n',
    );
    const gates = Array.from(
      { length: 300 },
      (_, index) => `${gate('exclusive', `g${index}`)}<endEvent id="e${index}"/>`,
    ).join('');
    await quickly(async () =>
      expect(
        await refusal(foreign(`${ends}${gates}${task('g300')}`, `begin > g0\n${chain}\ng300 > end`)),
      ).toMatchObject({ code: 'workflow.bpmnTooBig' }),
    );
  });

  test('cannot bring in settings that a drawing may not have', async () => {
    const settings = (body: string) =>
      `<extensionElements><l:settings xmlns:l="urn:licheng:workflow:1">${body}</l:settings></extensionElements>`;
    const deep = `{"type":"approval","x":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    for (const body of ['{', '[]', '{"type":"approval","surprise":1}', '{"type":"other"}', deep]) {
      const { content } = await read(
        foreign(`${ends}<userTask id="a" name="A">${settings(body)}</userTask>`, 'begin > a\na > end'),
      );
      expect(content.definition.nodes).toMatchObject([{ type: 'approval', id: 'a', assignee: { personIds: [me] } }]);
    }
    const taken = ['a', 'a'].map(() => `<userTask id="a" name="A"/>`).join('');
    expect(await readBpmn(foreign(`${ends}${taken}`, 'begin > a\na > end'))).toBeNull();
  });
});
