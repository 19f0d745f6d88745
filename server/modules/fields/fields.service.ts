import type { z } from 'zod';
import type { fields, OwnField } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { entriesIn } from '../settings/index.ts';
import { fieldById, ownFields } from './fields.reads.ts';
import { definitionMistakes, formulaMistake, tidied, visibilityMistake } from './fields.rules.ts';
import * as store from './fields.store.ts';

type Input<K extends keyof typeof fields> = z.output<NonNullable<(typeof fields)[K]['~orpc']['inputSchema']>>;
type Wanted = Omit<Input<'updateField'>, 'id' | 'version'>;

/** The audit trail knows every change of a definition; customers are recalculated by a job that follows. */
const subject = (id: string) => ({ type: 'ownField', id, audience: 'audit' as const });

const blank = {
  sectionId: null,
  segmentIds: [],
  compulsory: false,
  help: null,
  visibleWhen: null,
  searchable: false,
  choices: [],
  formula: null,
  retired: false,
  version: 1,
} satisfies Partial<OwnField>;

export async function createField(ctx: Ctx, input: Input<'createField'>): Promise<OwnField> {
  const { id } = await write(ctx, async (tx) => {
    await store.lockDefinitions(tx);
    const all = await ownFields(tx);
    const { choices, ...given } = input;
    const made = newId();
    const field = tidied({ ...blank, ...given, id: made, key: '', choices: withIds(choices ?? []) });
    await check(tx, field, all, [...all, field]);
    await refusingTakenLabel(() => store.insertField(tx, field, ctx.now()));
    await store.bumpLayout(tx);
    if (field.formula !== null) await store.askRecalculation(tx);
    await recordEvent(tx, ctx, 'ownField.created', subject(made), { label: field.label, type: field.type });
    return { id: made };
  });
  return existing(await fieldById(ctx.db, id));
}

export async function updateField(ctx: Ctx, input: Input<'updateField'>): Promise<OwnField> {
  const { id, version, ...wanted } = input;
  await write(ctx, async (tx) => {
    await store.lockDefinitions(tx);
    const all = await ownFields(tx);
    const before = existing(all.find((one) => one.id === id));
    ensure(before.version === version, 'common.stale');
    const field = tidied({ ...before, ...defined(wanted), choices: await choicesOf(tx, before, wanted.choices) });
    if (field.type !== before.type && (await store.isUsed(tx, id))) throw invalid('type', 'inUse');
    const after = all.map((one) => (one.id === id ? field : one));
    await check(tx, field, all, after);
    await refusingTakenLabel(() => store.updateField(tx, field));
    if (changesValues(before, field)) await store.askRecalculation(tx);
    await recordEvent(tx, ctx, 'ownField.updated', subject(id), { label: field.label, ...described(wanted) });
  });
  return existing(await fieldById(ctx.db, id));
}

function existing(field: OwnField | undefined): OwnField {
  ensure(field, 'common.notFound');
  return field;
}

const defined = (wanted: Wanted) => {
  const { choices: _, ...rest } = wanted;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<OwnField>;
};

const described = ({ choices, ...wanted }: Wanted) => ({
  ...wanted,
  ...(choices ? { choices: choices.map((choice) => choice.label) } : {}),
});

/** What customers have computed, or are searched by, has to be made anew. */
function changesValues(before: OwnField, field: OwnField): boolean {
  const parts = (one: OwnField) => [
    one.formula,
    one.searchable,
    one.segmentIds,
    one.visibleWhen,
    one.choices,
    one.type,
    one.retired,
  ];
  return JSON.stringify(parts(before)) !== JSON.stringify(parts(field));
}

type WantedChoice = NonNullable<Wanted['choices']>[number];

const withIds = (choices: readonly WantedChoice[]) =>
  choices.map(({ id, label, retired }) => ({ id: id ?? newId(), label, retired: retired ?? false }));

/** The choices as wanted; one that is not named any more and that customers have is retired. */
async function choicesOf(tx: Tx, before: OwnField, wanted: Wanted['choices']): Promise<OwnField['choices']> {
  if (!wanted) return before.choices;
  const known = new Set(before.choices.map((choice) => choice.id));
  const strange = wanted.findIndex(({ id }) => id !== undefined && !known.has(id));
  if (strange !== -1) throw invalid(`choices.${strange}.id`, 'notFound');
  const named = wanted.flatMap(({ id }) => id ?? []);
  const left = before.choices.filter((choice) => !named.includes(choice.id));
  const used = await store.usedChoices(
    tx,
    before.id,
    left.map((choice) => choice.id),
  );
  const kept = left.filter((choice) => used.has(choice.id)).map((choice) => ({ ...choice, retired: true }));
  return [...withIds(wanted), ...kept];
}

type All = readonly OwnField[];

async function check(tx: Tx, field: OwnField, all: All, after: All): Promise<void> {
  const before = all.find((one) => one.id === field.id);
  const entries = await entriesIn(tx, 'segment', field.segmentIds, before?.segmentIds ?? []);
  const strange = field.segmentIds.findIndex((id) => !entries.has(id));
  if (strange !== -1) throw invalid(`segmentIds.${strange}`, 'notFound');
  if (field.sectionId !== null && !(await hasSection(tx, field.sectionId))) throw invalid('sectionId', 'notFound');
  const mistakes = [...definitionMistakes(field), ...mistakesIn(field, after)];
  // What others compute with or hang on keeps being something that they can use.
  const broken = after.some(
    (one) => one.id !== field.id && mistakesIn(one, after).length > 0 && mistakesIn(one, all).length === 0,
  );
  if (broken && mistakes.length === 0) mistakes.push({ path: 'type', code: 'inUse' });
  if (mistakes.length > 0) throw new AppError('common.invalid', {}, mistakes);
}

const mistakesIn = (field: OwnField, all: All) =>
  [formulaMistake(field, all), visibilityMistake(field, all)].flatMap((one) => one ?? []);

async function hasSection(tx: Tx, id: string): Promise<boolean> {
  return (await tx.selectFrom('own_sections').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function refusingTakenLabel(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isPgError(error, '23505', 'own_fields_label')) throw error;
    throw new AppError('fields.labelTaken', {}, [{ path: 'label', code: 'taken' }]);
  }
}
