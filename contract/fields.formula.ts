/**
 * The language of formulas: numbers, `+ - * /`, parentheses, comparisons, texts in quotes (to compare choices and texts
 * with), fields as `{key}`, and the functions below. It is parsed to a tree and walked; nothing in it is ever run as
 * code. What is empty makes what is computed from it empty, and so does a division by nothing.
 */

export type FormulaType = 'number' | 'day' | 'text' | 'list' | 'truth';
export type FormulaValue = number | string | boolean | readonly string[] | null;

const operators = ['+', '-', '*', '/', '=', '<>', '<', '<=', '>', '>='] as const;
type Operator = (typeof operators)[number];

/** What a function takes and gives; `many`: the last argument may be repeated. */
const functions = {
  if: { takes: ['truth', 'number', 'number'], gives: 'number', many: false },
  min: { takes: ['number', 'number'], gives: 'number', many: true },
  max: { takes: ['number', 'number'], gives: 'number', many: true },
  round: { takes: ['number', 'number'], gives: 'number', many: false },
  abs: { takes: ['number'], gives: 'number', many: false },
  days: { takes: ['day', 'day'], gives: 'number', many: false },
  filled: { takes: ['any'], gives: 'truth', many: false },
  has: { takes: ['list', 'text'], gives: 'truth', many: false },
  and: { takes: ['truth', 'truth'], gives: 'truth', many: true },
  or: { takes: ['truth', 'truth'], gives: 'truth', many: true },
  not: { takes: ['truth'], gives: 'truth', many: false },
} as const satisfies Record<string, { takes: readonly (FormulaType | 'any')[]; gives: FormulaType; many: boolean }>;
type FunctionName = keyof typeof functions;
const formulaFunctions = Object.keys(functions) as FunctionName[];

export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'field'; key: string; at: number }
  | { kind: 'minus'; of: Formula; at: number }
  | { kind: 'binary'; operator: Operator; left: Formula; right: Formula; at: number }
  | { kind: 'call'; name: FunctionName; args: Formula[]; at: number };

/** What is wrong, and at which character, counted from 1. */
export class FormulaFault extends Error {
  readonly code: 'formulaSyntax' | 'formulaReference' | 'formulaType';
  readonly at: number;

  constructor(code: FormulaFault['code'], at: number) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

type Token = { kind: 'number' | 'text' | 'field' | 'name' | 'sign' | 'end'; text: string; at: number };

const longest = 2000;
const deepest = 40;
const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|"(?<text>[^"]*)"|\{(?<field>[^{}]*)\}|(?<name>[A-Za-z]+)|(?<sign><=|>=|<>|[-+*/=<>(),]))/uy;
const wide: Record<string, string> = {
  '×': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '“': '"',
  '”': '"',
  '、': ',',
};

/** Signs as Chinese keyboards give them, outside of fields and texts; the length may change by a sign of two. */
function folded(source: string): string {
  return source
    .split(/(\{[^{}]*\}|"[^"]*"|“[^”]*”)/u)
    .map((part) => {
      if (part.startsWith('{') || part.startsWith('"')) return part;
      if (part.startsWith('“')) return `"${part.slice(1, -1)}"`;
      return part.normalize('NFKC').replace(/[×÷≤≥≠“”、]/gu, (sign) => wide[sign] ?? sign);
    })
    .join('');
}

function tokensOf(given: string): Token[] {
  if (given.length > longest) throw new FormulaFault('formulaSyntax', longest);
  const source = folded(given).trimEnd();
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const from = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new FormulaFault('formulaSyntax', from + 1);
    const at = from + match[0].length - match[0].trimStart().length + 1;
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? ['end', ''];
    tokens.push({ kind: kind as Token['kind'], text: text, at });
  }
  return [...tokens, { kind: 'end', text: '', at: source.length + 1 }];
}

const levels: readonly (readonly Operator[])[] = [
  ['=', '<>', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Reads one formula by recursive descent. */
function parser(tokens: readonly Token[]) {
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: 1 };
  const take = (): Token => {
    const taken = peek();
    next += 1;
    return taken;
  };
  const expect = (sign: string) => {
    const taken = take();
    if (taken.kind !== 'sign' || taken.text !== sign) throw new FormulaFault('formulaSyntax', taken.at);
  };
  const binary = (level: number, depth: number): Formula => {
    const wanted = levels[level];
    if (!wanted) return unary(depth);
    let left = binary(level + 1, depth);
    for (;;) {
      const { kind, text, at } = peek();
      const operator = kind === 'sign' ? wanted.find((one) => one === text) : undefined;
      if (!operator) return left;
      take();
      left = { kind: 'binary', operator, left, right: binary(level + 1, depth), at };
    }
  };
  const unary = (depth: number): Formula => {
    const { kind, text, at } = peek();
    if (depth > deepest) throw new FormulaFault('formulaSyntax', at);
    if (kind !== 'sign' || text !== '-') return primary(depth);
    take();
    return { kind: 'minus', of: unary(depth + 1), at };
  };
  const primary = (depth: number): Formula => {
    const { kind, text, at } = take();
    if (kind === 'number') return { kind, value: Number(text) };
    if (kind === 'text') return { kind, value: text };
    if (kind === 'field') return { kind, key: text.trim(), at };
    if (kind === 'name') return call(text.toLowerCase(), at, depth);
    if (kind !== 'sign' || text !== '(') throw new FormulaFault('formulaSyntax', at);
    const inner = binary(0, depth + 1);
    expect(')');
    return inner;
  };
  const call = (written: string, at: number, depth: number): Formula => {
    const name = formulaFunctions.find((one) => one === written);
    if (!name) throw new FormulaFault('formulaSyntax', at);
    expect('(');
    const args = [binary(0, depth + 1)];
    while (peek().kind === 'sign' && peek().text === ',') {
      take();
      args.push(binary(0, depth + 1));
    }
    expect(')');
    return { kind: 'call', name, args, at };
  };
  return () => {
    const tree = binary(0, 0);
    if (peek().kind !== 'end') throw new FormulaFault('formulaSyntax', peek().at);
    return tree;
  };
}

/** Throws `FormulaFault`. */
export function parseFormula(source: string): Formula {
  return parser(tokensOf(source))();
}

/** Keys of the fields that a formula refers to. */
export function fieldsOf(tree: Formula): string[] {
  if (tree.kind === 'field') return [tree.key];
  if (tree.kind === 'minus') return fieldsOf(tree.of);
  if (tree.kind === 'binary') return [...fieldsOf(tree.left), ...fieldsOf(tree.right)];
  return tree.kind === 'call' ? tree.args.flatMap(fieldsOf) : [];
}

type TypeOf = (key: string) => FormulaType | null;

/** The type of what a formula gives. Throws `FormulaFault` for what does not fit together. */
export function typeOfFormula(tree: Formula, typeOf: TypeOf): FormulaType {
  if (tree.kind === 'number' || tree.kind === 'text') return tree.kind;
  if (tree.kind === 'field') {
    const type = typeOf(tree.key);
    if (!type) throw new FormulaFault('formulaReference', tree.at);
    return type;
  }
  const demand = (part: Formula, type: FormulaType | 'any') => {
    const found = typeOfFormula(part, typeOf);
    if (type !== 'any' && found !== type) throw new FormulaFault('formulaType', tree.at);
  };
  if (tree.kind === 'minus') {
    demand(tree.of, 'number');
    return 'number';
  }
  if (tree.kind === 'call') {
    const { takes, gives, many } = functions[tree.name];
    const fits = many ? tree.args.length >= takes.length : tree.args.length === takes.length;
    if (!fits) throw new FormulaFault('formulaSyntax', tree.at);
    tree.args.forEach((arg, index) => {
      demand(arg, takes[Math.min(index, takes.length - 1)] ?? 'any');
    });
    return gives;
  }
  if (['+', '-', '*', '/'].includes(tree.operator)) {
    demand(tree.left, 'number');
    demand(tree.right, 'number');
    return 'number';
  }
  return compared(tree.operator, typeOfFormula(tree.left, typeOf), typeOfFormula(tree.right, typeOf), tree.at);
}

function compared(operator: Operator, left: FormulaType, right: FormulaType, at: number): FormulaType {
  const ordered = left === 'number' || left === 'day';
  const comparable = ordered || (left === 'text' && (operator === '=' || operator === '<>'));
  if (left !== right || !comparable) throw new FormulaFault('formulaType', at);
  return 'truth';
}

type LookUp = (key: string) => FormulaValue;

/** Walks the tree; null is what is empty. A number is as exact as a double, and compared by its first 15 digits. */
export function evaluateFormula(tree: Formula, lookUp: LookUp): FormulaValue {
  if (tree.kind === 'number' || tree.kind === 'text') return tree.value;
  if (tree.kind === 'field') return lookUp(tree.key);
  if (tree.kind === 'minus') return numeric(evaluateFormula(tree.of, lookUp), (value) => -value);
  if (tree.kind === 'binary')
    return operate(tree.operator, evaluateFormula(tree.left, lookUp), evaluateFormula(tree.right, lookUp));
  if (tree.name === 'if') {
    const [condition, yes, no] = tree.args;
    if (!condition || !yes || !no) return null;
    return evaluateFormula(evaluateFormula(condition, lookUp) === true ? yes : no, lookUp);
  }
  return callFunction(
    tree.name,
    tree.args.map((arg) => evaluateFormula(arg, lookUp)),
  );
}

const numeric = (value: FormulaValue, work: (value: number) => number): FormulaValue =>
  typeof value === 'number' ? work(value) : null;

/** 0.1 + 0.2 is 0.3 to who compares them. */
const toDigits = <T>(value: T) => (typeof value === 'number' ? Number(value.toPrecision(15)) : value);

function operate(operator: Operator, left: FormulaValue, right: FormulaValue): FormulaValue {
  if (left === null || right === null) return null;
  const [one, other] = [toDigits(left), toDigits(right)];
  if (operator === '=') return one === other;
  if (operator === '<>') return one !== other;
  if (operator === '<') return one < other;
  if (operator === '<=') return one <= other;
  if (operator === '>') return one > other;
  if (operator === '>=') return one >= other;
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return right === 0 ? null : left / right;
}

const millisADay = 86_400_000;

function callFunction(name: Exclude<FunctionName, 'if'>, args: readonly FormulaValue[]): FormulaValue {
  const [first = null, second = null] = args;
  const numbers = args.filter((value): value is number => typeof value === 'number');
  switch (name) {
    case 'min':
      return numbers.length === 0 ? null : Math.min(...numbers);
    case 'max':
      return numbers.length === 0 ? null : Math.max(...numbers);
    case 'abs':
      return numeric(first, Math.abs);
    case 'round':
      return numeric(first, (value) => (typeof second === 'number' ? rounded(value, second) : value));
    case 'days':
      if (typeof first !== 'string' || typeof second !== 'string') return null;
      return Math.round((Date.parse(second) - Date.parse(first)) / millisADay);
    case 'filled':
      return first !== null && !(Array.isArray(first) && first.length === 0);
    case 'has':
      return Array.isArray(first) && first.includes(second);
    case 'and':
      return args.every((value) => value === true);
    case 'or':
      return args.includes(true);
    case 'not':
      return first !== true;
  }
}

function rounded(value: number, places: number): number {
  const scale = 10 ** Math.max(-6, Math.min(6, Math.trunc(places)));
  return (Math.sign(value) * Math.round(Number(Math.abs(value * scale).toPrecision(15)))) / scale;
}

/** What a formula field keeps: a number with at most six decimals; null when there is none, or it is out of bounds. */
export function resultOf(value: FormulaValue): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const kept = Number(Number(value.toPrecision(15)).toFixed(6));
  return kept === 0 ? 0 : kept;
}
