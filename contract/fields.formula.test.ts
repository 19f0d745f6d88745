import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormulaType, FormulaValue } from './fields.formula.ts';
import { evaluateFormula, FormulaFault, fieldsOf, parseFormula, resultOf, typeOfFormula } from './fields.formula.ts';

const types: Record<string, FormulaType> = { a: 'number', b: 'number', d: 'day', e: 'day', c: 'text', m: 'list' };
const values: Record<string, FormulaValue> = {
  a: 6,
  b: null,
  d: '2026-01-31',
  e: '2026-03-01',
  c: '高',
  m: ['高', '低'],
};

function compute(source: string): FormulaValue {
  const tree = parseFormula(source);
  typeOfFormula(tree, (key) => types[key] ?? null);
  return evaluateFormula(tree, (key) => values[key] ?? null);
}

function fault(source: string) {
  try {
    compute(source);
  } catch (error) {
    if (error instanceof FormulaFault) return [error.code, error.at];
    throw error;
  }
  return null;
}

describe('formulas', () => {
  test('compute as one reads them', () => {
    for (const [source, result] of [
      ['1 + 2 * 3', 7],
      ['(1 + 2) * 3', 9],
      ['10 - 4 - 3', 3],
      ['12 / 4 / 3', 1],
      ['-2 * -{a}', 12],
      ['- -3', 3],
      ['{a} / 0', null],
      ['{a} + {b}', null],
      ['if(filled({b}), {b}, 0) + {a}', 6],
      ['min({a}, {b}, 4)', 4],
      ['round(2.345 * 100 / 3, 2)', 78.17],
      ['round(1234.5, -2)', 1200],
      ['round(-2.5, 0)', -3],
      ['round(-1.005, 2)', -1.01],
      ['if(0.1 + 0.2 = 0.3, 1, 0)', 1],
      ['if(100 * 1.1 <= 110, 1, 0)', 1],
      ['if(0.1 + 0.2 > 0.3, 1, 0)', 0],
      ['abs(-5)', 5],
      ['days({d}, {e})', 29],
      ['if({c} = "高", 3, if({c} = "中", 2, 1))', 3],
      ['if(has({m}, "低"), 1, 0)', 1],
      ['if(and({a} >= 6, not({a} <> 6)), 1, 0)', 1],
      ['if(or({a} < 1, {d} > {e}), 1, 0)', 0],
      ['（{a}×２－１）÷1', 11],
      ['if({c}＝“高”，1，0)', 1],
      ['IF({a} ≥ 6, 1, 0)', 1],
    ] as const) {
      expect([source, compute(source)]).toEqual([source, result]);
    }
  });

  test('say where they cannot be read, name nothing computable, or do not fit together', () => {
    for (const [source, code, at] of [
      ['', 'formulaSyntax', 1],
      ['1 +', 'formulaSyntax', 4],
      ['1 2', 'formulaSyntax', 3],
      ['(1', 'formulaSyntax', 3],
      ['process', 'formulaSyntax', 1],
      ['constructor(1)', 'formulaSyntax', 1],
      ['1 ; 2', 'formulaSyntax', 2],
      ['{a', 'formulaSyntax', 1],
      ['if({a}, 1, 2)', 'formulaType', 1],
      ['if({a} > 1, 1)', 'formulaSyntax', 1],
      ['{nothing} + 1', 'formulaReference', 1],
      ['{d} + 1', 'formulaType', 5],
      ['{c} > "x"', 'formulaType', 5],
      ['{d} = {a}', 'formulaType', 5],
      ['has({c}, "x")', 'formulaType', 1],
      [`${'('.repeat(60)}1${')'.repeat(60)}`, 'formulaSyntax', 42],
      ['1+'.repeat(1500), 'formulaSyntax', 2000],
    ] as const) {
      expect([source, fault(source)]).toEqual([source, [code, at]]);
    }
  });

  test('name the fields they are computed from', () => {
    expect(fieldsOf(parseFormula('if({a} > {b}, -{ own.1 }, round({a}, 2))'))).toEqual(['a', 'b', 'own.1', 'a']);
  });

  test('results are kept with six decimals, within bounds', () => {
    expect([0.1 + 0.2, 1 / 3, 1e15, Number.NaN, true, null, -0].map(resultOf)).toEqual([
      0.3,
      0.333333,
      null,
      null,
      null,
      null,
      0,
    ]);
  });
});

/** An expression as text, and what it comes to, told by other means than the ones that are tested. */
type Known = { text: string; result: number | null };
const { formula } = fc.letrec<{ formula: Known }>((tie) => {
  const part = tie('formula');
  const both = (work: (a: number, b: number) => number | null) => (a: number | null, b: number | null) =>
    a === null || b === null ? null : work(a, b);
  const operations: Record<string, (a: number | null, b: number | null) => number | null> = {
    '+': both((a, b) => a + b),
    '-': both((a, b) => a - b),
    '*': both((a, b) => a * b),
    '/': both((a, b) => (b === 0 ? null : a / b)),
  };
  return {
    formula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.integer({ min: 0, max: 999 }).map((number) => ({ text: `${number}`, result: number })),
      fc.constantFrom<Known>({ text: '{a}', result: 6 }, { text: '{b}', result: null }),
      fc.tuple(part, fc.constantFrom('+', '-', '*', '/'), part).map(([left, sign, right]) => ({
        text: `(${left.text}) ${sign}(${right.text})`,
        result: operations[sign]?.(left.result, right.result) ?? null,
      })),
      part.map(({ text, result }) => ({ text: `-(${text})`, result: result === null ? null : -result })),
      fc.tuple(part, part, part, part).map(([a, b, yes, no]) => ({
        text: `if((${a.text}) > (${b.text}), ${yes.text}, ${no.text})`,
        result: a.result !== null && b.result !== null && a.result > b.result ? yes.result : no.result,
      })),
      fc.tuple(part, part).map(([a, b]) => {
        const found = [a.result, b.result].filter((one) => one !== null);
        return { text: `max(${a.text}, ${b.text})`, result: found.length === 0 ? null : Math.max(...found) };
      }),
    ),
  };
});

describe('for whatever is written', () => {
  test('the result is what the same arithmetic gives', () => {
    fc.assert(
      fc.property(formula, ({ text, result }) => {
        fc.pre(text.length < 2000 && nesting(text) < 35);
        const found = compute(text);
        expect(found === null ? null : Number(found)).toEqual(result === null ? null : Number(result));
      }),
    );
  });

  test('there is a number, nothing, or a fault; never anything else', () => {
    const pieces = [
      '1',
      '2.5',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      '{a}',
      '{d}',
      '{c}',
      '"高"',
      ',',
      'if',
      'max(',
      '=',
      '<',
      ' ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), fc.string(), (written, noise) => {
        for (const source of [written.join(''), written.join(' ') + noise, noise]) {
          const found = fault(source);
          if (found === null) expect(['number', 'string', 'boolean', 'object']).toContain(typeof compute(source));
          else expect(found[0]).toMatch(/^formula/);
        }
      }),
    );
  });
});

function nesting(text: string): number {
  let [depth, most] = [0, 0];
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}
