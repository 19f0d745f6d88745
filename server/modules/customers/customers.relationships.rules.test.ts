import { describe, expect, test } from 'vitest';
import { byCloseness, circleOf, companyKey } from './customers.acquaintances.rules.ts';
import type { MatrixContact, MatrixEdge, MatrixFacts } from './customers.relationships.rules.ts';
import { faded, fadesSince, gapsOf } from './customers.relationships.rules.ts';

describe('a strength fades', () => {
  test.each([
    [4, '2026-01-01', '2026-01-01', 4],
    [4, '2026-01-01', '2026-03-31', 4],
    [4, '2026-01-01', '2026-04-01', 3],
    [4, '2026-01-01', '2026-06-30', 2],
    [1, '2020-01-01', '2026-06-30', 0],
    [0, '2026-01-01', '2026-06-30', 0],
    [3, '2026-07-01', '2026-06-30', 3],
  ])('%i since %s is on %s still %i', (strength, since, today, left) => {
    expect(faded(strength, since, today, 90)).toBe(left);
  });

  test('from the later of the last touch and the day on which it was set', () => {
    expect(fadesSince({ setOn: '2026-01-01', lastTouchOn: null })).toBe('2026-01-01');
    expect(fadesSince({ setOn: '2026-01-01', lastTouchOn: '2026-02-01' })).toBe('2026-02-01');
    expect(fadesSince({ setOn: '2026-03-01', lastTouchOn: '2026-02-01' })).toBe('2026-03-01');
  });
});

const contact = (id: string, fields: Partial<MatrixContact> = {}): MatrixContact => ({
  id,
  decisionRole: null,
  leftOn: null,
  succession: null,
  ...fields,
});
const edge = (personId: string, contactId: string, shown: number, strength = shown): MatrixEdge => ({
  personId,
  contactId,
  shown,
  strength,
});
const facts = (fields: Partial<MatrixFacts>): MatrixFacts => ({
  contacts: [],
  edges: [],
  team: [],
  coverages: [],
  ...fields,
});

describe('gaps', () => {
  const boss = contact('boss', { decisionRole: 'decisionMaker' });
  const buyer = contact('buyer', { decisionRole: 'buyer' });

  test('none where several of us know several of them, the decision maker among them', () => {
    const edges = [edge('a', 'boss', 3), edge('b', 'buyer', 2)];
    expect(gapsOf(facts({ contacts: [boss, buyer], edges }))).toEqual([]);
    expect(gapsOf(facts({}))).toEqual([]);
  });

  test('a decision maker whom nobody knows, or who is not there', () => {
    const edges = [edge('a', 'buyer', 3), edge('b', 'buyer', 3), edge('b', 'boss', 0, 1)];
    const gaps = gapsOf(facts({ contacts: [boss, buyer], edges }));
    expect(gaps).toContainEqual({ kind: 'decisionMakerUnknown', contactId: 'boss' });
    expect(gapsOf(facts({ contacts: [buyer], edges }))).toContainEqual({ kind: 'decisionMakerMissing' });
  });

  test('one thread: one of us, one of them, nobody', () => {
    const contacts = [boss, buyer];
    const ours = gapsOf(
      facts({ contacts, edges: [edge('a', 'boss', 3), edge('a', 'buyer', 2), edge('b', 'buyer', 1)] }),
    );
    expect(ours).toEqual([{ kind: 'oneOfUs', personId: 'a' }]);
    const theirs = gapsOf(facts({ contacts, edges: [edge('a', 'boss', 3), edge('b', 'boss', 2)] }));
    expect(theirs).toEqual([{ kind: 'oneOfThem', contactId: 'boss' }]);
    expect(gapsOf(facts({ contacts, edges: [edge('a', 'boss', 1)] }))).toEqual([{ kind: 'nobodyKnown' }]);
  });

  test('a relationship gone cold; what was never warm is not cold', () => {
    const edges = [edge('a', 'boss', 2), edge('b', 'buyer', 2), edge('c', 'boss', 1, 3), edge('d', 'boss', 0, 1)];
    expect(gapsOf(facts({ contacts: [boss, buyer], edges }))).toEqual([
      { kind: 'cold', contactId: 'boss', personId: 'c' },
    ]);
  });

  test('who has left is no thread; the post is a gap until it is settled', () => {
    const left = contact('left', { leftOn: '2026-01-01', succession: 'open' });
    const settled = contact('settled', { leftOn: '2026-01-01', succession: 'named' });
    const edges = [edge('a', 'boss', 3), edge('b', 'left', 5), edge('b', 'settled', 5)];
    expect(gapsOf(facts({ contacts: [boss, buyer, left, settled], edges }))).toEqual([
      { kind: 'noSuccessor', contactId: 'left' },
      { kind: 'oneOfUs', personId: 'a' },
      { kind: 'oneOfThem', contactId: 'boss' },
    ]);
  });

  test('a decision role that has to be known by one of our roles', () => {
    const coverages = [{ decisionRole: 'decisionMaker', teamRole: 'sponsor' } as const];
    const edges = [edge('a', 'boss', 3), edge('b', 'buyer', 2)];
    const gap = { kind: 'uncovered', ...coverages[0] };
    const contacts = [boss, buyer];
    expect(gapsOf(facts({ contacts, edges, coverages }))).toEqual([gap]);
    expect(gapsOf(facts({ contacts, edges, coverages, team: [{ personId: 'b', role: 'sponsor' }] }))).toEqual([gap]);
    expect(gapsOf(facts({ contacts, edges, coverages, team: [{ personId: 'a', role: 'sponsor' }] }))).toEqual([]);
  });
});

describe('the circle that hides somebody', () => {
  const departments = [
    { id: 'company', parentId: null, people: 0 },
    { id: 'sales', parentId: 'company', people: 1 },
    { id: 'east', parentId: 'sales', people: 1 },
    { id: 'south', parentId: 'sales', people: 3 },
    { id: 'lab', parentId: 'company', people: 2 },
  ];

  test('is the smallest department around them that is large enough', () => {
    expect(circleOf('south', departments)).toBe('south');
    expect(circleOf('east', departments)).toBe('sales');
    expect(circleOf('lab', departments)).toBe('company');
  });

  test('is the whole company where no department will do', () => {
    expect(circleOf(null, departments)).toBeNull();
    expect(circleOf('lab', [{ id: 'lab', parentId: null, people: 2 }])).toBeNull();
  });
});

test('companies are compared without place and legal form', () => {
  expect(companyKey('江苏永晟化工有限公司')).toBe(companyKey('永晟化工'));
});

test('the closest is asked first: by strength, then by the last touch', () => {
  const one = (personId: string, shown: number, lastTouchOn: string | null) => ({ personId, shown, lastTouchOn });
  const sorted = [one('a', 1, '2026-02-01'), one('b', 3, null), one('c', 1, '2026-03-01'), one('d', 3, null)];
  expect(sorted.sort(byCloseness).map(({ personId }) => personId)).toEqual(['b', 'd', 'c', 'a']);
});
