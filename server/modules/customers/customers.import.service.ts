import type { FieldError } from '../../../contract/errors.ts';
import type { Definitions, OwnValues } from '../../../contract/fields.compute.ts';
import { definitionsOf, settleOwn } from '../../../contract/fields.compute.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { Doer } from '../../platform/events.ts';
import { holdDefinitions, ownFields } from '../fields/index.ts';
import type { NewCustomer } from './customers.import.store.ts';
import { insertCustomers } from './customers.import.store.ts';
import type { BuiltIn } from './customers.own.rules.ts';
import { missingOwn, ownContext } from './customers.own.rules.ts';

/** A customer of an import; `own` are values of own fields as they are kept, formulas not among them. */
export type ImportedCustomer = Omit<NewCustomer, 'own'> & Partial<Pick<NewCustomer, 'own'>>;

/** As insertCustomers of the store: the own fields that apply are kept, their formulas computed. */
export async function importCustomers(
  tx: Tx,
  by: Doer,
  importId: string,
  at: Date,
  customers: readonly ImportedCustomer[],
): Promise<ReadonlySet<string>> {
  await holdDefinitions(tx);
  const definitions = definitionsOf(await ownFields(tx));
  const settled = customers.map((customer) => ({
    ...customer,
    own: settleOwn(definitions, customer.own ?? {}, ownContext(customer)).own,
  }));
  return insertCustomers(tx, by, importId, at, settled);
}

/** What is wrong with the own fields of a customer that is to be made: one that does not apply, one that is missing. */
export function importedOwnMistakes(definitions: Definitions, own: OwnValues, fields: BuiltIn): FieldError[] {
  const after = settleOwn(definitions, own, ownContext(fields));
  const hidden = Object.keys(own).filter((id) => !after.visible.has(id));
  return [
    ...hidden.map((id) => ({ path: `own.${id}`, code: 'hidden' as const })),
    ...missingOwn(definitions.fields, { own: {}, visible: new Set() }, after),
  ];
}
