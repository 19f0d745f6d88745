import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ExtraColumn, OwnKey } from '../../../contract/customer-lists.ts';
import { isOwnKey } from '../../../contract/customer-lists.ts';
import type { OwnField } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { ownFieldsAmong } from './customers.filter.own.reads.ts';

const named = (actor: Actor, id: RawBuilder<unknown>) => sql`(
  select json_build_object('id', p.id, 'name', p.name) from customers p
  where p.id = ${id} and ${customerSeenRow(actor, 'p.id')}
)`;

/** Columns that are read when they are asked for, as one object `more`; an own field that is not there stays out. */
export async function extraColumns(
  ctx: Ctx,
  columns: readonly ExtraColumn[] | undefined,
): Promise<RawBuilder<unknown>> {
  if (!columns || columns.length === 0) return sql``;
  const builtIn: Record<Exclude<ExtraColumn, OwnKey>, RawBuilder<unknown>> = {
    parent: named(ctx.actor, sql`c.parent_id`),
    creditCode: sql`c.credit_code`,
    website: sql`c.website`,
    address: sql`c.addresses -> 0 ->> 'text'`,
    foundedYear: sql`c.founded_year`,
    employees: sql`c.employees`,
    annualRevenue: sql`c.annual_revenue::text`,
  };
  const own = await ownFieldsAmong(ctx.db, columns);
  const pairs = [...new Set(columns)].flatMap((column) => {
    if (!isOwnKey(column)) return [sql`${column}::text, ${builtIn[column]}`];
    const field = own.get(column);
    return field ? [sql`${column}::text, ${ownValue(ctx.actor, field)}`] : [];
  });
  if (pairs.length === 0) return sql``;
  return sql`, jsonb_build_object(${sql.join(pairs)}) as more`;
}

/** People and customers by their names, a customer only when it is seen; files by their number. */
function ownValue(actor: Actor, field: OwnField): RawBuilder<unknown> {
  const value = sql`c.own -> ${field.id}`;
  if (field.type === 'customer') return named(actor, sql`(c.own ->> ${field.id})::uuid`);
  if (field.type === 'attachment') return sql`jsonb_array_length(${value})`;
  if (field.type !== 'person') return value;
  return sql`(
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) from users u
    where u.id = (c.own ->> ${field.id})::uuid
  )`;
}
