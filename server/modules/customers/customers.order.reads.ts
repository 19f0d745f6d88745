import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnKey, SortKey } from '../../../contract/customer-lists.ts';
import { isOwnKey } from '../../../contract/customer-lists.ts';
import type { Db } from '../../platform/db/db.ts';
import { invalid } from '../../platform/errors.ts';
import { ownFieldsAmong } from './customers.filter.own.reads.ts';
import { ownFieldSort } from './customers.own.reads.ts';

/** A column that lists are ordered by, as the cursor carries its value. */
export type Order = {
  column: RawBuilder<unknown>;
  type: RawBuilder<unknown>;
  value: z.ZodType<string | number>;
  /** Empty ones come last, in the order of their ids. */
  nullable: boolean;
  /** The id in the index that serves the order. */
  id: RawBuilder<unknown>;
  /** What the column stands in, when it is not the customer itself. */
  join?: RawBuilder<unknown>;
  /** That a customer has no value. */
  isEmpty: RawBuilder<unknown>;
};

type Plain = Omit<Order, 'id' | 'join' | 'isEmpty'>;

const instant = { type: sql`timestamptz`, value: z.iso.datetime(), nullable: false };
const day = { type: sql`date`, value: z.iso.date(), nullable: true };
const integer = { type: sql`integer`, value: z.number().int().min(-2147483648).max(2147483647), nullable: true };
const decimal = { type: sql`numeric`, value: z.string().regex(/^-?\d{1,40}(\.\d{1,6})?$/), nullable: true };

const orders: Record<SortKey, Plain> = {
  name: { column: sql`c.name`, type: sql`text`, value: z.string().max(400), nullable: false },
  foundedYear: { column: sql`c.founded_year`, ...integer },
  employees: { column: sql`c.employees`, ...integer },
  annualRevenue: { column: sql`c.annual_revenue`, ...decimal },
  lastVisitOn: { column: sql`c.last_visit_on`, ...day },
  nextStepOn: { column: sql`c.next_step_on`, ...day },
  archiveUpdatedAt: { column: sql`c.archive_updated_at`, ...instant },
  updatedAt: { column: sql`c.updated_at`, ...instant },
  createdAt: { column: sql`c.created_at`, ...instant },
};

/** How a list is ordered by this key; an own field that has no order is refused. */
export async function orderBy(db: Db, key: SortKey | OwnKey): Promise<Order> {
  if (!isOwnKey(key)) {
    const plain = orders[key];
    return { ...plain, id: sql`c.id`, isEmpty: sql`${plain.column} is null` };
  }
  const field = (await ownFieldsAmong(db, [key])).get(key);
  const sort = field && ownFieldSort(field);
  if (!field || !sort) throw invalid('sort', 'choice');
  const { value } = { text: orders.name, date: day }[String(field.type)] ?? decimal;
  return {
    ...sort,
    value,
    nullable: true,
    id: sql`sorted.customer_id`,
    isEmpty: sql`not exists (
      select 1 from customer_values v where v.customer_id = c.id and v.field_id = ${field.id}
    )`,
  };
}

/** The key of the last row of a page in this order. */
export function keyOf({ value, nullable }: Order) {
  return z.tuple([nullable ? value.nullable() : value, z.uuid()]);
}
