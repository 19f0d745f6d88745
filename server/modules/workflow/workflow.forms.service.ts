import type { FieldError } from '../../../contract/errors.ts';
import { isBlank } from '../../../contract/fields.rules.ts';
import { hiddenId } from '../../../contract/filters.ts';
import { memberOf, rightOf } from '../../../contract/workflows.compute.ts';
import type { FieldRights, Form, FormValues } from '../../../contract/workflows.forms.ts';
import type { Reference } from '../../../contract/workflows.values.ts';
import { checkValues, referencesIn } from '../../../contract/workflows.values.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import { survivorsOf } from '../../platform/survivors.ts';
import { filesOf } from '../files/index.ts';
import { activePeople, departmentNames, seenCustomers } from './workflow.forms.reads.ts';
import { renaming, restoringHidden } from './workflow.forms.rules.ts';

/**
 * The values of a form after the actor has written in it. Throws `common.invalid` with each fault at `values.<path>`.
 * Who is named anew has to be active, customers have to be seen by the actor, and files are the actor's own; what the
 * field named before may stay, a customer that the actor does not see without being named.
 */
export async function checkForm(
  tx: Tx,
  actor: Actor,
  form: Form,
  rights: FieldRights,
  before: FormValues,
  written: FormValues,
): Promise<FormValues> {
  const given = await ledOnward(tx, form, await withHidden(tx, actor, form, before, written));
  const hidden = form.fields.filter(({ key }) => rightOf(rights, key) === 'hidden').map(({ key }) => key);
  const known = Object.fromEntries(Object.entries(given).filter(([key]) => !hidden.includes(key)));
  const { values, problems } = checkValues(form, rights, before, known);
  // What is hidden answers as what the form does not have.
  problems.unshift(
    ...hidden.filter((key) => Object.hasOwn(given, key)).map((path) => ({ path, code: 'unknown' as const })),
  );
  const named = newReferences(form, rights, before, written, given);
  const faults = [...problems, ...(await unknownReferences(tx, actor, named))];
  if (faults.length > 0) {
    throw new AppError(
      'common.invalid',
      {},
      faults.map((fault) => ({ ...fault, path: `values.${fault.path}` })),
    );
  }
  return values;
}

/** What is written names customers as what they are part of by now. */
async function ledOnward(tx: Tx, form: Form, given: FormValues): Promise<FormValues> {
  const named = referencesIn(form, given).filter(({ kind, id }) => kind === 'customer' && uuid.test(id.toLowerCase()));
  const survivors = await survivorsOf(
    tx,
    named.map(({ id }) => id.toLowerCase()),
  );
  return survivors.size === 0 ? given : renaming(form, given, (id) => survivors.get(id.toLowerCase()) ?? id);
}

/** Customers that the actor does not see stay where the form was sent without telling them. */
async function withHidden(
  tx: Tx,
  actor: Actor,
  form: Form,
  before: FormValues,
  given: FormValues,
): Promise<FormValues> {
  const customers = (values: FormValues) => referencesIn(form, values).filter(({ kind }) => kind === 'customer');
  if (!customers(given).some(({ id }) => id === hiddenId)) return given;
  const ids = customers(before).map(({ id }) => id);
  const seen = await seenCustomers(tx, actor, ids);
  return restoringHidden(form, before, given, Object.fromEntries(seen));
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Well-formed ids that a field which may be edited did not name before, where they were written. */
function newReferences(
  form: Form,
  rights: FieldRights,
  before: FormValues,
  written: FormValues,
  given: FormValues,
): Reference[] {
  const had = new Set(referencesIn(form, before).map(({ field, id }) => `${field} ${id}`));
  const edited = {
    ...form,
    fields: form.fields.filter(({ key }) => rightOf(rights, key) === 'edit' && !isBlank(memberOf(written, key))),
  };
  const kept = referencesIn(edited, given);
  return referencesIn(edited, written)
    .map((reference) => ({ ...reference, id: reference.id.toLowerCase() }))
    .filter(({ kind, field, id }, index) => {
      // To name a hidden customer is no way of finding out that it is the one.
      const stays = kind === 'customer' ? id === hiddenId && kept[index]?.id !== id : had.has(`${field} ${id}`);
      return uuid.test(id) && !stays;
    });
}

async function unknownReferences(tx: Tx, actor: Actor, references: readonly Reference[]): Promise<FieldError[]> {
  const idsOf = (kind: Reference['kind']) => references.filter((one) => one.kind === kind).map(({ id }) => id);
  const [people, departments, customers, files] = [
    await activePeople(tx, idsOf('person')),
    await departmentNames(tx, idsOf('department')),
    await seenCustomers(tx, actor, idsOf('customer')),
    await filesOf(tx, actor.id, idsOf('attachment')),
  ];
  const known = new Set([...people, ...departments.keys(), ...customers.keys(), ...files]);
  return references.filter(({ id }) => !known.has(id)).map(({ path }) => ({ path, code: 'notFound' }));
}
