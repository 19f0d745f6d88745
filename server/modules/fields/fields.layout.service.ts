import { sql } from 'kysely';
import type { FieldCatalogue } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { AppError, ensure, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { fieldCatalogue, ownFields } from './fields.reads.ts';
import { bumpLayout, lockDefinitions } from './fields.store.ts';

const subject = (id: string) => ({ type: 'ownSection', id, audience: 'audit' as const });

export async function createSection(ctx: Ctx, input: { name: string }) {
  const { id } = await write(ctx, async (tx) => {
    await lockDefinitions(tx);
    const made = newId();
    await refusingTakenName(() =>
      sql`
        insert into own_sections (id, name, position)
        select ${made}, ${input.name}, coalesce(max(position), 0) + 1 from own_sections
      `.execute(tx),
    );
    await bumpLayout(tx);
    await recordEvent(tx, ctx, 'ownSection.created', subject(made), input);
    return { id: made };
  });
  return sectionById(ctx.db, id);
}

export async function updateSection(ctx: Ctx, input: { id: string; version: number; name: string }) {
  const { id, version, name } = input;
  await write(ctx, async (tx) => {
    await lockDefinitions(tx);
    const section = await sectionById(tx, id);
    ensure(section.version === version, 'common.stale');
    await refusingTakenName(() =>
      tx
        .updateTable('own_sections')
        .set({ name, version: version + 1 })
        .where('id', '=', id)
        .execute(),
    );
    await recordEvent(tx, ctx, 'ownSection.updated', subject(id), { name });
  });
  return sectionById(ctx.db, id);
}

export async function removeSection(ctx: Ctx, input: { id: string; version: number }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    await lockDefinitions(tx);
    const section = await sectionById(tx, input.id);
    ensure(section.version === input.version, 'common.stale');
    await tx.deleteFrom('own_sections').where('id', '=', input.id).execute();
    await bumpLayout(tx);
    await recordEvent(tx, ctx, 'ownSection.removed', subject(input.id), { name: section.name });
  });
  return { ok: true };
}

type Layout = {
  layoutVersion: number;
  sectionIds: string[];
  fields: { id: string; sectionId: string | null }[];
};

/** Puts everything in a new order. Names other fields or sections than there are: somebody was faster. */
export async function arrange(ctx: Ctx, input: Layout): Promise<FieldCatalogue> {
  await write(ctx, async (tx) => {
    await lockDefinitions(tx);
    const { version } = await tx.selectFrom('own_layout').select(['version', 'one']).executeTakeFirstOrThrow();
    const sections = await tx.selectFrom('own_sections').select('id').execute();
    const fieldIds = input.fields.map((field) => field.id);
    const known = sameIds(
      fieldIds,
      (await ownFields(tx)).map((field) => field.id),
    );
    const whole =
      known &&
      sameIds(
        input.sectionIds,
        sections.map((section) => section.id),
      );
    const placed = input.fields.every(({ sectionId }) => sectionId === null || input.sectionIds.includes(sectionId));
    ensure(version === input.layoutVersion && whole && placed, 'common.stale');
    await sql`
      update own_sections s set position = o.place
      from unnest(${input.sectionIds}::uuid[]) with ordinality as o (id, place) where o.id = s.id
    `.execute(tx);
    await sql`
      update own_fields f set position = o.place, section_id = o.section_id
      from unnest(${fieldIds}::uuid[], ${input.fields.map((field) => field.sectionId)}::uuid[])
        with ordinality as o (id, section_id, place)
      where o.id = f.id
    `.execute(tx);
    await bumpLayout(tx);
    const [first = ctx.actor.id] = fieldIds;
    await recordEvent(tx, ctx, 'ownField.arranged', { type: 'ownField', id: first, audience: 'audit' }, {});
  });
  return fieldCatalogue(ctx.db, ctx.actor);
}

const sameIds = (given: readonly string[], known: readonly string[]): boolean =>
  new Set(given).size === given.length && given.length === known.length && given.every((id) => known.includes(id));

async function sectionById(db: Db, id: string) {
  const section = await db
    .selectFrom('own_sections')
    .select(['id', 'name', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  ensure(section, 'common.notFound');
  return section;
}

async function refusingTakenName(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isPgError(error, '23505', 'own_sections_name')) throw error;
    throw new AppError('fields.labelTaken', {}, [{ path: 'name', code: 'taken' }]);
  }
}
