import type { FormValues } from '../../contract/workflows.forms.ts';

/** Ids of what the demo company has. */
export type Known = {
  customer: (short: string) => string;
  person: (login: string) => string;
  /** A day that lies so many days ahead, or back. */
  day: (distance: number) => string;
  /** A text file of the starter. */
  file: (name: string, text: string) => string;
};

type Deed =
  | { type: 'approve'; values?: (known: Known) => FormValues; comment?: string }
  | { type: 'reject' | 'terminate'; comment: string }
  | { type: 'withdraw' }
  | { type: 'sendBack'; to: string; comment: string }
  | { type: 'addBefore'; person: string; comment: string };

/** Who does it, how many working days ago, and when. */
export type Step = readonly [by: string, daysAgo: number, time: string, deed: Deed];

export type DemoInstance = {
  code: string;
  title: string;
  by: string;
  daysAgo: number;
  time: string;
  customer?: string;
  chosen?: Record<string, readonly string[]>;
  values: (known: Known) => FormValues;
  steps: readonly Step[];
};

export const yes = (comment?: string, values?: (known: Known) => FormValues): Deed => ({
  type: 'approve',
  ...(comment && { comment }),
  ...(values && { values }),
});
export const goods = (product: string, quantity: number, over: FormValues = {}) => ({
  product,
  quantity,
  unit: 't',
  ...over,
});
