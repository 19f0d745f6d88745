import type { OwnField, OwnValue } from './fields.ts';

/** Built-in fields that formulas can refer to, and those that can decide what is visible. */
export const formulaInputs = ['annualRevenue', 'employees', 'foundedYear'] as const;
export const visibilityInputs = ['regionId', 'industryId', 'levelId'] as const;

/** What decides which own fields a customer has. */
export type OwnContext = {
  segmentId: string | null;
  /** Built-in values by their key, empty ones as null. */
  builtIn: Readonly<Record<string, string | null>>;
};

type Values = Readonly<Record<string, OwnValue | null | undefined>>;
type Definition = Pick<OwnField, 'id' | 'segmentIds' | 'visibleWhen'>;

export const ownKey = (id: string) => `own.${id}`;
export const ownIdOf = (key: string): string | null => (key.startsWith('own.') ? key.slice(4) : null);

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const texts = (value: OwnValue | null | undefined): readonly string[] => {
  if (isBlank(value)) return [];
  return Array.isArray(value) ? value : [String(value)];
};

/**
 * Ids of the fields that a customer has with these values: of its segment, and not hidden by their rule. A field that
 * hangs on a hidden one sees it as empty.
 */
export function visibleFields(fields: readonly Definition[], values: Values, context: OwnContext): ReadonlySet<string> {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const known = new Map<string, boolean>();
  const holds = (field: Definition): boolean => {
    const before = known.get(field.id);
    if (before !== undefined) return before;
    // Definitions have no circles; should one have slipped in, it hides what hangs on itself.
    known.set(field.id, false);
    const visible = ofSegment(field, context.segmentId) && ruleHolds(field);
    known.set(field.id, visible);
    return visible;
  };
  const ruleHolds = ({ visibleWhen }: Definition): boolean => {
    if (!visibleWhen) return true;
    const found = lookUp(visibleWhen.field);
    if (visibleWhen.values === null) return found.length > 0;
    return found.some((value) => visibleWhen.values?.includes(value));
  };
  const lookUp = (key: string): readonly string[] => {
    const id = ownIdOf(key);
    if (id === null) return texts(context.builtIn[key]);
    const field = byId.get(id);
    return field && holds(field) ? texts(values[id]) : [];
  };
  return new Set(fields.filter(holds).map((field) => field.id));
}

function ofSegment(field: Definition, segmentId: string | null): boolean {
  return field.segmentIds.length === 0 || (segmentId !== null && field.segmentIds.includes(segmentId));
}

/** How own fields are filtered: `is` one of several values, from and to a value, what a text begins with. */
export const ownOperators = ['is', 'isNot', 'from', 'to', 'startsWith', 'filled', 'empty'] as const;
export type OwnOperator = (typeof ownOperators)[number];

const anyField = ['filled', 'empty'] as const;
const listed = ['is', 'isNot', ...anyField] as const;
const ranged = ['is', 'isNot', 'from', 'to', ...anyField] as const;

/** The operators that a field can be filtered with. */
export function operatorsOf({ type }: Pick<OwnField, 'type'>): readonly OwnOperator[] {
  if (type === 'attachment') return anyField;
  if (type === 'text') return ['is', 'isNot', 'startsWith', ...anyField];
  return type === 'choice' || type === 'multiChoice' || type === 'person' || type === 'customer' ? listed : ranged;
}

/** Whether a column of a table can be read as this field: formulas are computed, files cannot be told from their names. */
export function isImportable({ retired, type }: Pick<OwnField, 'retired' | 'type'>): boolean {
  return !retired && type !== 'formula' && type !== 'attachment';
}
