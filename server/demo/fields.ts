import type { OwnField, OwnValue } from '../../contract/fields.ts';
import { fields, principles, sections, values } from './fields.data.ts';
import type { Client } from './index.ts';

/** Own values of a customer of the demo company by its short name, as the interface takes them. */
export type OwnOf = (short: string) => Record<string, OwnValue>;

/** Sections, own fields and the principles of segments, as sales operations sets them; `entry` is the id of a list's entry. */
export async function createFields(
  client: Client,
  entry: (list: string, name: string) => string | null,
): Promise<OwnOf> {
  const places = new Map<string, string>();
  for (const name of sections) places.set(name, (await client.fields.createSection({ name })).id);
  const made = new Map<string, OwnField>();
  const choiceOf = (key: string, label: string) =>
    made.get(key)?.choices.find((choice) => choice.label === label)?.id ?? '';
  for (const { key, section, segment, choices, when, formula, ...rest } of fields) {
    const segmentId = segment ? entry('segment', segment) : null;
    const field = await client.fields.createField({
      ...rest,
      sectionId: places.get(section) ?? null,
      segmentIds: segmentId ? [segmentId] : [],
      ...(choices && { choices: choices.map((label) => ({ label })) }),
      ...(when && {
        visibleWhen: {
          field: made.get(when.field)?.key ?? '',
          values: when.choices.map((label) => choiceOf(when.field, label)),
        },
      }),
      ...(formula && { formula: formula.replace(/\{(\w+)\}/g, (_, name: string) => `{${made.get(name)?.key}}`) }),
    });
    made.set(key, field);
  }
  for (const [name, text] of Object.entries(principles)) {
    const id = entry('segment', name);
    if (id) await client.fields.updateSegment({ id, version: 1, principles: text });
  }
  return (short) =>
    Object.fromEntries(
      Object.entries(values[short] ?? {}).map(([key, value]) => {
        const field = made.get(key);
        return [field?.id ?? '', field?.type === 'choice' ? choiceOf(key, String(value)) : value];
      }),
    );
}
