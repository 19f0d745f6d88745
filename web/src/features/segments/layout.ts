import type { FieldCatalogue } from '../../../../contract/fields.ts';

type Shown = Pick<FieldCatalogue, 'fields' | 'sections' | 'layoutVersion'>;
export type Layout = {
  layoutVersion: number;
  sectionIds: string[];
  fields: { id: string; sectionId: string | null }[];
};

function layoutOf({ fields, sections, layoutVersion }: Shown): Layout {
  return {
    layoutVersion,
    sectionIds: sections.map(({ id }) => id),
    fields: fields.map(({ id, sectionId }) => ({ id, sectionId })),
  };
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  const [a, b] = [list[one], list[other]];
  return a === undefined || b === undefined ? [...list] : list.with(one, b).with(other, a);
}

/**
 * Everything in its order after a field went a place up (-1) or down (1) among those of its section that are shown; null
 * at the end of them.
 */
export function movedField(catalogue: Shown, id: string, step: -1 | 1, shown: ReadonlySet<string>): Layout | null {
  const { fields } = catalogue;
  const from = fields.findIndex((field) => field.id === id);
  for (let to = from + step; fields[to]; to += step) {
    const other = fields[to];
    if (other?.sectionId !== fields[from]?.sectionId) return null;
    if (other && shown.has(other.id)) return layoutOf({ ...catalogue, fields: swapped(fields, from, to) });
  }
  return null;
}

/** The same for a section. */
export function movedSection(catalogue: Shown, id: string, step: -1 | 1): Layout | null {
  const from = catalogue.sections.findIndex((section) => section.id === id);
  if (!catalogue.sections[from + step]) return null;
  return layoutOf({ ...catalogue, sections: swapped(catalogue.sections, from, from + step) });
}
