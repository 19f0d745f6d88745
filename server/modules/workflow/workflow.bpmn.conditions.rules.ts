import type { Condition } from '../../../contract/workflows.definition.ts';

type Leaf = Extract<Condition, { field: string }>;
type Value = string | number | boolean;

const signs = { equal: '==', notEqual: '!=', less: '<', atMost: '<=', more: '>', atLeast: '>=' } as const;
type Sign = keyof typeof signs;

/** A condition in the way of writing that engines have in common: `${amount > 1000 && kind == "a"}`. */
export const expressionOf = (condition: Condition): string => `\${${written(condition)}}`;

function written(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(written).join(' && ')})`;
  if ('any' in condition) return `(${condition.any.map(written).join(' || ')})`;
  return 'not' in condition ? `!(${written(condition.not)})` : leafText(condition);
}

function leafText(leaf: Leaf): string {
  switch (leaf.is) {
    case 'empty':
    case 'filled':
      return `${leaf.is}(${leaf.field})`;
    case 'oneOf':
    case 'noneOf':
      return `${leaf.is}(${[leaf.field, ...leaf.value.map((one) => JSON.stringify(one))].join(', ')})`;
    case 'contains':
      return `contains(${leaf.field}, ${JSON.stringify(leaf.value)})`;
    default:
      return `${leaf.field} ${signs[leaf.is]} ${JSON.stringify(leaf.value)}`;
  }
}

const words: Record<string, string> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  '=': '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};
const token =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z][\w.-]*)|(?<sign>&&|\|\||==|!=|<=|>=|[<>=!(),]))/uy;

type Token = { kind: 'text' | 'number' | 'name' | 'sign'; text: string };

/** Longest expression that is read, and how deep it may be nested. */
const [longest, deepest] = [4000, 30];

/** The condition that an expression means; null for what cannot be said here. */
export function conditionOf(expression: string): Condition | null {
  const inner = /^\s*[$#]\{(.*)\}\s*$/su.exec(expression)?.[1] ?? expression.replace(/^\s*=(?!=)/u, '');
  const tokens = inner.length > longest ? null : tokensOf(inner);
  return tokens && tokens.length > 0 ? reader(tokens)() : null;
}

function tokensOf(source: string): Token[] | null {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const groups = token.exec(text)?.groups;
    if (!groups) return null;
    const [kind, found = ''] = Object.entries(groups).find(([, one]) => one !== undefined) ?? [];
    const sign = kind === 'text' || kind === 'number' ? undefined : words[found];
    tokens.push({ kind: sign ? 'sign' : (kind as Token['kind']), text: sign ?? found });
  }
  return tokens;
}

/** Reads by recursive descent; whatever does not fit makes it null. */
function reader(tokens: readonly Token[]): () => Condition | null {
  let next = 0;
  const peek = () => tokens[next];
  const takes = (sign: string): boolean => {
    const found = tokens[next]?.kind === 'sign' && tokens[next]?.text === sign;
    if (found) next += 1;
    return found;
  };
  const many = (sign: '||' | '&&', part: (depth: number) => Condition | null, depth: number): Condition | null => {
    const parts = [part(depth)];
    while (takes(sign)) parts.push(part(depth));
    if (parts.includes(null)) return null;
    const whole = parts as Condition[];
    if (whole.length === 1) return whole[0] ?? null;
    return sign === '||' ? { any: whole } : { all: whole };
  };
  const either = (depth: number): Condition | null => many('||', both, depth);
  const both = (depth: number): Condition | null => many('&&', single, depth);
  const single = (depth: number): Condition | null => {
    if (depth > deepest) return null;
    if (takes('!')) {
      const inner = single(depth + 1);
      return inner && { not: inner };
    }
    if (!takes('(')) return comparison();
    const inner = either(depth + 1);
    return takes(')') ? inner : null;
  };
  const comparison = (): Condition | null => {
    const name = peek();
    next += 1;
    if (name?.kind !== 'name' || literalOf(name) !== undefined) return null;
    if (takes('(')) return call(name.text);
    const sign = peek();
    const is = (Object.keys(signs) as Sign[]).find((one) => sign?.kind === 'sign' && signs[one] === sign.text);
    if (!is) return { field: name.text, is: 'equal', value: true };
    next += 1;
    const value = literalOf(tokens[next]);
    next += 1;
    return value === undefined ? null : { field: name.text, is, value };
  };
  const call = (name: string): Condition | null => {
    const [field, ...rest] = listed();
    if (field?.kind !== 'name') return null;
    const values = rest.map(literalOf);
    if (values.includes(undefined)) return null;
    return leafOf(name, field.text, values as Value[]);
  };
  const listed = (): Token[] => {
    const args: Token[] = [];
    do {
      const one = peek();
      next += 1;
      if (one) args.push(one);
    } while (takes(','));
    return takes(')') ? args : [];
  };
  return () => {
    const whole = either(0);
    return next === tokens.length ? whole : null;
  };
}

function leafOf(name: string, field: string, values: Value[]): Condition | null {
  const [value] = values;
  if (name === 'empty' || name === 'filled') return values.length === 0 ? { field, is: name } : null;
  if (name === 'oneOf' || name === 'noneOf') return values.length > 0 ? { field, is: name, value: values } : null;
  return name === 'contains' && value !== undefined && values.length === 1 ? { field, is: name, value } : null;
}

function literalOf(given: Token | undefined): Value | undefined {
  if (given?.kind === 'number') return Number(given.text);
  if (given?.kind === 'name') return given.text === 'true' ? true : given.text === 'false' ? false : undefined;
  if (given?.kind !== 'text') return undefined;
  try {
    const quoted = given.text.startsWith('"') ? given.text : `"${given.text.slice(1, -1).replaceAll('"', '\\"')}"`;
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
