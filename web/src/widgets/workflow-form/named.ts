import type { InstanceDetail } from '../../../../contract/workflows.ts';

/** What ids in the values of a form stand for; what was chosen just now is added to what the server named. */
export type Named = Pick<InstanceDetail, 'names' | 'files'>;
export const nobodyNamed: Named = { names: {}, files: [] };

type Ref = { id: string; name: string };

export const withName = (named: Named, ref: Ref | null): Named =>
  ref ? { ...named, names: { ...named.names, [ref.id]: ref.name } } : named;

export function withFiles(named: Named, files: Named['files']): Named {
  const known = new Set(named.files.map(({ id }) => id));
  return { ...named, files: [...named.files, ...files.filter(({ id }) => !known.has(id))] };
}

/** Who or what stands behind an id; null when there is none, or it may not be seen. */
export function refOf(named: Named, id: unknown): Ref | null {
  const name = typeof id === 'string' ? named.names[id] : undefined;
  return typeof id === 'string' && name !== undefined ? { id, name } : null;
}

/** The files of a field, in its order. */
export function filesOf(named: Named, ids: unknown): Named['files'] {
  const wanted: unknown[] = Array.isArray(ids) ? ids : [];
  return wanted.flatMap((id) => named.files.find((file) => file.id === id) ?? []);
}
