import type { Texts } from '../../../contract/texts/index.ts';
import type { Shape } from '../../../contract/texts/shape.ts';
import type { Ctx } from '../../platform/context.ts';
import { byteOrderMark, csvLine } from '../../platform/spreadsheet.write.ts';
import { ownFields } from '../fields/index.ts';
import { listRows } from './transfers.reads.ts';
import type { ImportRecord } from './transfers.store.ts';
import type { PlainOrPlural } from './transfers.text.rules.ts';
import { plainText } from './transfers.text.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { wordsOf } from './transfers.words.reads.ts';

const readAtOnce = 1000;

/** The rows that were left out as a CSV file that can be mended and imported again: its columns, then the reasons. */
export async function* failedRows(ctx: Ctx, record: ImportRecord): AsyncGenerator<string> {
  const texts = await wordsOf(ctx.actor.locale);
  const labels = await labelsOf(ctx, texts, record.kind);
  const width = record.columns.length;
  yield byteOrderMark + csvLine([...record.columns, plainText(texts.transfers.check.reason)]);
  let cursor: string | undefined;
  do {
    const page = await listRows(ctx, { id: record.id, outcome: 'error', limit: readAtOnce, ...(cursor && { cursor }) });
    yield page.items
      .map(({ values, errors }) => {
        const cells = Array.from({ length: width }, (_, index) => values[index] ?? '');
        return csvLine([...cells, errors.map((error) => reasonOf(texts, labels, error)).join('; ')]);
      })
      .join('');
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

function filled(text: PlainOrPlural, params: Record<string, string>): string {
  return plainText(text).replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '');
}

async function labelsOf(
  { db }: Ctx,
  texts: Shape<Texts>,
  kind: ImportRecord['kind'],
): Promise<Record<string, PlainOrPlural>> {
  const own = kind === 'customers' ? await ownFields(db) : [];
  const { createdBy, createdAt } = texts.transfers.customers;
  const built =
    kind === 'customers' || kind === 'people'
      ? texts.transfers[kind]
      : { ...texts.exports.columns, createdBy, createdAt };
  return { ...built, ...Object.fromEntries(own.map(({ key, label }) => [key, label])) };
}

function reasonOf(
  texts: Shape<Texts>,
  labels: Readonly<Record<string, PlainOrPlural>>,
  { field, code, value }: RowError,
): string {
  const own: Record<string, PlainOrPlural> = texts.transfers.reasons;
  const general: Record<string, PlainOrPlural> = { ...texts.errors.codes, ...texts.errors.fields };
  const label = plainText(labels[field] ?? field);
  if (code === 'taken' && value) {
    return filled(texts.transfers.check.problem, { field: label, reason: filled(own.takenBy ?? code, { value }) });
  }
  const reason = plainText(own[code] ?? general[code] ?? general[code.replace('.', '_')] ?? code);
  if (value === '') return filled(texts.transfers.check.problem, { field: label, reason });
  return filled(texts.transfers.check.problemValue, { field: label, reason, value });
}
