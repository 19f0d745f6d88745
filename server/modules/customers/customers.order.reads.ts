import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { SortKey } from '../../../contract/customer-lists.ts';

/** A column that lists are ordered by, as the cursor carries its value. */
export type Order = {
  column: RawBuilder<unknown>;
  type: RawBuilder<unknown>;
  value: z.ZodType<string | number>;
  /** Empty ones come last, in the order of their ids. */
  nullable: boolean;
};

const instant = { type: sql`timestamptz`, value: z.iso.datetime(), nullable: false };
const day = { type: sql`date`, value: z.iso.date(), nullable: true };
const integer = { type: sql`integer`, value: z.number().int().min(-2147483648).max(2147483647), nullable: true };
const decimal = { type: sql`numeric`, value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/), nullable: true };

export const orders: Record<SortKey, Order> = {
  name: { column: sql`c.name`, type: sql`text`, value: z.string().max(200), nullable: false },
  foundedYear: { column: sql`c.founded_year`, ...integer },
  employees: { column: sql`c.employees`, ...integer },
  annualRevenue: { column: sql`c.annual_revenue`, ...decimal },
  lastVisitOn: { column: sql`c.last_visit_on`, ...day },
  nextStepOn: { column: sql`c.next_step_on`, ...day },
  archiveUpdatedAt: { column: sql`c.archive_updated_at`, ...instant },
  updatedAt: { column: sql`c.updated_at`, ...instant },
  createdAt: { column: sql`c.created_at`, ...instant },
};

/** The key of the last row of a page in this order. */
export function keyOf({ value, nullable }: Order) {
  return z.tuple([nullable ? value.nullable() : value, z.uuid()]);
}
