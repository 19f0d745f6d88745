import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { definitionsOf } from '../../../../contract/fields.compute.ts';
import type { FieldCatalogue, OwnField } from '../../../../contract/fields.ts';
import { api } from '../../lib/client.ts';

const none: FieldCatalogue = { fields: [], sections: [], segments: [], layoutVersion: 1 };

/** The own fields of customers and the settings of segments. */
export function useOwnFields() {
  const { data, isPending } = useQuery(api.fields.catalogue.queryOptions({ staleTime: 60_000 }));
  return useMemo(() => {
    const catalogue = data ?? none;
    return { ...catalogue, definitions: definitionsOf(catalogue.fields), loading: isPending };
  }, [data, isPending]);
}

export type SectionOfFields = { id: string | null; name: string | null; fields: OwnField[] };

/** Fields by their section, those without one first; sections without a field are left out. */
export function bySection(catalogue: Pick<FieldCatalogue, 'sections'>, fields: readonly OwnField[]): SectionOfFields[] {
  const sections = [{ id: null, name: null }, ...catalogue.sections];
  return sections
    .map(({ id, name }) => ({ id, name, fields: fields.filter((field) => field.sectionId === id) }))
    .filter((section) => section.fields.length > 0);
}
