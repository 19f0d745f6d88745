import type { Condition } from '../../../contract/workflows.definition.ts';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Whether a condition holds for these values. Numbers and money (decimal strings) are compared digit by digit, days and
 * instants as text. A value that is not there is empty, and neither less nor more than anything.
 */
export function holds(condition: Condition, values: Variables): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, values));
  if ('any' in condition) return condition.any.some((one) => holds(one, values));
  if ('not' in condition) return !holds(condition.not, values);
  const value = values[condition.field];
  switch (condition.is) {
    case 'empty':
      return isEmpty(value);
    case 'filled':
      return !isEmpty(value);
    case 'oneOf':
      return condition.value.some((one) => among(value, one));
    case 'noneOf':
      return !condition.value.some((one) => among(value, one));
    case 'equal':
      return among(value, condition.value);
    case 'notEqual':
      return !among(value, condition.value);
    case 'contains':
      return Array.isArray(value)
        ? among(value, condition.value)
        : typeof value === 'string' && value.includes(String(condition.value));
    default:
      return ordered(condition.is, compare(value, condition.value));
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether a value, or one of several, is that one. */
function among(value: unknown, one: string | number | boolean): boolean {
  if (Array.isArray(value)) return value.some((inner) => among(inner, one));
  return !isEmpty(value) && compare(value, one) === 0;
}

function ordered(is: 'less' | 'atMost' | 'more' | 'atLeast', order: number | null): boolean {
  if (order === null) return false;
  if (is === 'less') return order < 0;
  if (is === 'atMost') return order <= 0;
  return is === 'more' ? order > 0 : order >= 0;
}

const decimal = /^-?\d{1,30}(\.\d{1,15})?$/;

/** Below, at or above zero; null when the two cannot be compared. */
function compare(a: unknown, b: string | number | boolean): number | null {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b ? 0 : null;
  if ((typeof a !== 'string' && typeof a !== 'number') || isEmpty(a)) return null;
  const [left, right] = [String(a), String(b)];
  if (decimal.test(left) && decimal.test(right)) {
    const difference = scaled(left) - scaled(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  if (typeof a !== typeof b) return null;
  return left < right ? -1 : left > right ? 1 : 0;
}

function scaled(value: string): bigint {
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(15, '0'));
}
