import { importPermission } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { createCtx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { isStopping } from '../../platform/jobs.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { actorOf } from '../org/index.ts';
import type { ImportRecord } from './transfers.store.ts';

/** Asked for before each batch of a long step: who imports, with the rights that they have now. */
export type Turns = () => Promise<Ctx>;

/** The process is about to stop: what is done is kept, and another one goes on. */
export class HandedBack extends Error {}

export function turnsOf(runtime: Runtime, record: ImportRecord): Turns {
  return async () => {
    if (isStopping(runtime)) throw new HandedBack();
    const actor = await actorOf(runtime.kysely, record.owner_id);
    ensure(actor && may(actor, importPermission(record.kind)), 'common.forbidden');
    return createCtx({ kysely: runtime.kysely, actor, now: runtime.now });
  };
}
