import type { Customer } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { getCustomer } from './customers.archive.reads.ts';
import * as policy from './customers.policy.ts';
import type { Member } from './customers.rules.ts';
import { teamChange, teamMistake } from './customers.rules.ts';
import { lockForChange, subjectOf } from './customers.service.ts';
import { activePeople, replaceTeam, teamOf, touch, updateCustomerRow } from './customers.store.ts';

/**
 * Makes the team what is given. A new owner must stand on the actor's line (`customers.ownerOutOfScope`); a member may
 * come from anywhere in the company, but must be active unless on the team already.
 */
export async function setTeam(ctx: Ctx, input: { id: string; version: number; team: Member[] }): Promise<Customer> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
    const mistake = teamMistake(input.team);
    if (mistake) throw invalid(mistake.path, mistake.code);
    const before = await teamOf(tx, customer.id);
    const change = teamChange(before, input.team);
    const owner = input.team.find((member) => member.role === 'owner');
    ensure(owner, 'common.internal');
    const added = new Set(change.added.map((member) => member.personId));
    const active = await activePeople(tx, [...added, owner.personId]);
    if (owner.personId !== customer.owner_id) {
      ensure(policy.own(ctx.actor, owner.personId) && active.has(owner.personId), 'customers.ownerOutOfScope');
    }
    const unknown = input.team.findIndex(({ personId }) => added.has(personId) && !active.has(personId));
    if (unknown !== -1) throw invalid(`team.${unknown}.personId`, 'notFound');
    await replaceTeam(tx, customer.id, input.team);
    await updateCustomerRow(tx, customer.id, {
      owner_id: owner.personId,
      updated_at: ctx.now().toISOString(),
      version: customer.version + 1,
    });
    await touch(tx, ctx.actor.id, customer.id, ctx.now());
    await recordEvent(tx, ctx, 'customer.teamChanged', subjectOf({ id: customer.id, ownerId: owner.personId }), {
      ...change,
      ...(owner.personId === customer.owner_id
        ? {}
        : { owner: { from: { personId: customer.owner_id }, to: { personId: owner.personId } } }),
    });
  });
  return getCustomer(ctx, input.id);
}
