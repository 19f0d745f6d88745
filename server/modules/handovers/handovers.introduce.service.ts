import type { Locale } from '../../../contract/auth.ts';
import { loadTexts } from '../../../contract/texts/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Move } from '../../platform/holdings.ts';
import { planIntroductions } from '../plans/index.ts';
import type { PersonRow } from './handovers.store.ts';
import { receiversOf } from './handovers.store.ts';

type Wanted = { person: PersonRow; stays: boolean; day: string };

/**
 * A visit at each customer for its receiver, and for the former owner who stays and plans, an item to introduce the
 * receiver there. Each is called in the language of whose it is.
 */
export async function introduce(tx: Tx, ctx: Ctx, { person, stays, day }: Wanted, moves: readonly Move[]) {
  const titles = await titlesFor(tx, [...new Set(moves.map(({ to }) => to))], 'introduction');
  const visits = moves.map(({ id, to }) => ({
    customerId: id,
    ownerId: to,
    activity: 'visit' as const,
    title: titles.get(to)?.replace('{{person}}', person.name) ?? '',
  }));
  await planIntroductions(tx, ctx, visits, day);
  const [former] = stays && person.active ? await receiversOf(tx, [person.id], []) : [];
  if (!former?.permissions.includes('plans.use')) return;
  const own = (await titlesFor(tx, [person.id], 'introduceSuccessor')).get(person.id) ?? '';
  const names = new Map(
    (await receiversOf(tx, [...new Set(moves.map(({ to }) => to))], [])).map((one) => [one.id, one.name]),
  );
  const introductions = moves.map(({ id, to }) => ({
    customerId: id,
    ownerId: person.id,
    activity: 'call' as const,
    title: own.replace('{{person}}', names.get(to) ?? ''),
  }));
  await planIntroductions(tx, ctx, introductions, day);
}

async function titlesFor(db: Db, ids: string[], text: 'introduction' | 'introduceSuccessor') {
  const rows = await db.selectFrom('users').select(['id', 'locale']).where('id', 'in', ids).execute();
  const titles = new Map<string, string>();
  for (const { id, locale } of rows) titles.set(id, String((await loadTexts[locale as Locale]()).handovers[text]));
  return titles;
}
