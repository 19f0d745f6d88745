import { sql } from 'kysely';
import type { OwnValue } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { maskPhone } from '../../platform/masking.ts';
import { currentFields } from './customers.fields.service.ts';
import { changesOf } from './customers.rules.ts';
import { customersWithRights } from './customers.store.ts';

/** A customer that an import may change, as it is. */
export type ImportTarget = {
  id: string;
  version: number;
  written: boolean;
  owner: { id: string; login: string; name: string };
  parentName: string | null;
  /** The telephone as who may not read it has it. */
  phoneMask: string | null;
  fields: ReturnType<typeof currentFields>;
  own: Readonly<Record<string, OwnValue>>;
};

/** Those of these customers that the actor sees, by id. */
export async function importTargets(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, ImportTarget>> {
  if (ids.length === 0) return new Map();
  const records = await customersWithRights(ctx.db, ctx.actor, ids);
  const { rows } = await sql<{ id: string; login: string; owner: string; parentName: string | null }>`
    select c.id, o.login, o.name as owner, p.name as "parentName"
    from customers c join users o on o.id = c.owner_id left join customers p on p.id = c.parent_id
    where c.id = any(${records.map(({ id }) => id)}::uuid[])
  `.execute(ctx.db);
  const names = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    records.map((record): [string, ImportTarget] => {
      const { id, version, written, own, owner_id } = record;
      const { login = '', owner = '', parentName = null } = names.get(id) ?? {};
      const fields = currentFields(record);
      const phoneMask = fields.phone === null ? null : maskPhone(fields.phone);
      return [
        id,
        { id, version, written, owner: { id: owner_id, login, name: owner }, parentName, phoneMask, fields, own },
      ];
    }),
  );
}

type Wanted = Readonly<Record<string, unknown>>;

/** The fields of a customer that these values would change, own ones as `own.<id>`. */
export function changedBy(target: Pick<ImportTarget, 'fields' | 'own'>, wanted: Wanted, own: Wanted): string[] {
  return [
    ...changesOf(target.fields, wanted).map(({ field }) => field),
    ...changesOf(target.own, own).map(({ field }) => `own.${field}`),
  ];
}
