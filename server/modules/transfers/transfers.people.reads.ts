import { sql } from 'kysely';
import type { Db } from '../../platform/db/db.ts';

export type NamedPerson = { id: string; active: boolean };
/** By login in lower case and by name; null for a name that several have, of whom those who left do not count beside others. */
export type NamedPeople = ReadonlyMap<string, NamedPerson | null>;

export async function peopleNamed(db: Db, names: readonly string[]): Promise<NamedPeople> {
  const found = new Map<string, NamedPerson | null>();
  if (names.length === 0) return found;
  const { rows } = await sql<NamedPerson & { login: string; name: string }>`
    select id, login, name, active from users
    where name = any(${[...names]}::text[]) or lower(login) = any(${names.map((one) => one.toLowerCase())}::text[])
  `.execute(db);
  for (const [name, all] of Map.groupBy(rows, (row) => row.name)) {
    const here = all.filter(({ active }) => active);
    const [one, ...others] = here.length > 0 ? here : all;
    found.set(name, one && others.length === 0 ? { id: one.id, active: one.active } : null);
  }
  for (const { id, login, active } of rows) found.set(login.toLowerCase(), { id, active });
  return found;
}

/** The one whom a login, or else a name, means; null when several do. */
export function personCalled(people: NamedPeople, text: string): NamedPerson | null | undefined {
  return people.get(text.toLowerCase()) ?? people.get(text);
}
