import { login as loginSchema } from '../../../contract/org.ts';
import { fold } from '../../platform/text.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

export type PersonRow = {
  row: number;
  name: string;
  login: string | null;
  department: string | null;
  supervisor: string | null;
  post: string | null;
  email: string | null;
  phone: string | null;
  errors: RowError[];
};

const isLogin = (text: string) => loginSchema.safeParse(text).success;
const emailShape = /^[^\s@<>()",;:\\]{1,64}@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\.]{2,}$/;

export function readPerson(row: number, cells: readonly string[], mapping: Mapping): PersonRow {
  const read = reader(cells, mapping);
  const name = read.line('name', 80);
  if (name === null && read.errors.length === 0) read.refuse('name', 'required');
  return {
    row,
    name: name ?? '',
    login: read.matching('login', isLogin, 64)?.toLowerCase() ?? null,
    department: read.line('department', 80),
    supervisor: read.line('supervisor', 80),
    post: read.line('post', 80),
    email: read.matching('email', (text) => emailShape.test(text), 200),
    phone: read.line('phone', 40),
    errors: read.errors,
  };
}

/**
 * A login from a name: "Anna Snelling" → anna.snelling, "José Núñez" → jose.nunez; Chinese and other scripts stay as
 * they are. One that is taken gets the first free number.
 */
export function loginFor(name: string, taken: { has: (login: string) => boolean }): string {
  const latin = fold(name)
    .normalize('NFD')
    // Accents go from Latin letters only: in other scripts the marks make the letter.
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');
  const plain = latin
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}-]+/gu, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  const base = [...plain].slice(0, 56).join('') || 'user';
  if (base.length > 1 && isLogin(base) && !taken.has(base)) return base;
  for (let number = base.length > 1 ? 2 : 1; ; number += 1) {
    if (!taken.has(`${base}${number}`)) return `${base}${number}`;
  }
}

/** Somebody who is in the company already; the login in lower case, the department as `nameKey` has it. */
export type Colleague = { id: string; login: string; name: string; department: string | null; active: boolean };

/** One who will be added. Without a row when only named as somebody's supervisor. */
export type Newcomer = {
  row: number | null;
  name: string;
  login: string;
  department: string | null;
  post: string | null;
  email: string | null;
  phone: string | null;
  /** Another newcomer, or a colleague by id; null at the top. */
  supervisor: { newcomer: Newcomer } | { id: string } | null;
  role: 'manager' | 'salesperson';
};

export type PeoplePlan = {
  /** Supervisors before those below them. */
  newcomers: Newcomer[];
  /** Rows of people who are there already, with their id. */
  known: Map<number, string>;
  errors: Map<number, RowError[]>;
};

/** Names of people and departments compared: case, width and spaces aside. */
export function nameKey(text: string): string {
  const folded = fold(text).trim();
  return /\s/.test(folded) ? folded.replace(/\s+/g, ' ') : folded;
}

/** What becomes of the rows of a file of people; pure, so that the dry run and the import come to the same. */
export function planPeople(rows: readonly PersonRow[], colleagues: readonly Colleague[]): PeoplePlan {
  const errors = new Map(rows.filter((row) => row.errors.length > 0).map((row) => [row.row, [...row.errors]]));
  const known = new Map<number, string>();
  const taken = new Set(colleagues.map((one) => one.login));
  const accepted = acceptRows(rows, colleagues, known, errors);
  const explicit = new Set(accepted.flatMap((row) => (row.login ? [row.login] : [])));
  const reserved = { has: (login: string) => taken.has(login) || explicit.has(login) };
  const newcomers = accepted.map((row): [PersonRow, Newcomer] => {
    const login = row.login ?? loginFor(row.name, reserved);
    taken.add(login);
    return [row, { ...row, login, supervisor: null, role: 'salesperson' }];
  });
  const all = placeInLine(newcomers, colleagues, known, rows, errors, (name) => {
    const login = loginFor(name, reserved);
    taken.add(login);
    return login;
  });
  return { newcomers: inOrder(all, errors), known, errors };
}

/** Leaves out who is there already, and rows that name the same person twice. */
function acceptRows(
  rows: readonly PersonRow[],
  colleagues: readonly Colleague[],
  known: Map<number, string>,
  errors: Map<number, RowError[]>,
): PersonRow[] {
  const byLogin = new Map(colleagues.map((one) => [one.login, one]));
  const byName = Map.groupBy(
    colleagues.filter((one) => one.active),
    (one) => nameKey(one.name),
  );
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (errors.has(row.row)) return false;
    const department = row.department && nameKey(row.department);
    const same = row.login
      ? byLogin.get(row.login)
      : byName
          .get(nameKey(row.name))
          ?.find((one) => department === null || one.department === null || one.department === department);
    if (same) {
      if (same.active) known.set(row.row, same.id);
      else errors.set(row.row, [rowError('login', 'taken')]);
      return false;
    }
    const identity = row.login ? `login ${row.login}` : `name ${nameKey(row.name)} ${department ?? ''}`;
    if (seen.has(identity)) {
      errors.set(row.row, [rowError(row.login ? 'login' : 'name', 'duplicate', row.login ?? row.name)]);
      return false;
    }
    seen.add(identity);
    return true;
  });
}

type Place = { newcomer: Newcomer } | { id: string };

/** Finds every supervisor by login or name, in the company or in the file; one who is in neither becomes a newcomer. */
function placeInLine(
  newcomers: readonly [PersonRow, Newcomer][],
  colleagues: readonly Colleague[],
  known: ReadonlyMap<number, string>,
  rows: readonly PersonRow[],
  errors: Map<number, RowError[]>,
  loginOf: (name: string) => string,
): Newcomer[] {
  const places = new Map<string, Place[]>();
  const enter = (name: string, place: Place) => {
    const same = places.get(name);
    if (same) same.push(place);
    else places.set(name, [place]);
  };
  const active = colleagues.filter((one) => one.active);
  const logins = new Map<string, Place>([
    ...active.map((one): [string, Place] => [one.login, { id: one.id }]),
    ...newcomers.map(([, newcomer]): [string, Place] => [newcomer.login, { newcomer }]),
  ]);
  for (const one of active) enter(nameKey(one.name), { id: one.id });
  for (const [, newcomer] of newcomers) enter(nameKey(newcomer.name), { newcomer });
  const broken = new Set(
    rows.filter((row) => errors.has(row.row) && !known.has(row.row)).map((row) => nameKey(row.name)),
  );
  const all = newcomers.map(([, newcomer]) => newcomer);
  const departments = commonDepartments(rows);
  for (const [row, newcomer] of newcomers) {
    if (row.supervisor === null) continue;
    const name = nameKey(row.supervisor);
    const found = logins.get(fold(row.supervisor)) ?? single(places.get(name));
    if (found === 'several') errors.set(row.row, [rowError('supervisor', 'ambiguous', row.supervisor)]);
    else if (found) newcomer.supervisor = found;
    else if (broken.has(name)) errors.set(row.row, [rowError('supervisor', 'notFound', row.supervisor)]);
    else {
      const made = namedSupervisor(row.supervisor, loginOf(row.supervisor), departments.get(name) ?? null);
      all.push(made);
      enter(name, { newcomer: made });
      newcomer.supervisor = { newcomer: made };
    }
  }
  return all;
}

function single(found: readonly Place[] | undefined): Place | 'several' | undefined {
  return found && found.length > 1 ? 'several' : found?.[0];
}

function namedSupervisor(name: string, login: string, department: string | null): Newcomer {
  return {
    row: null,
    name,
    login,
    department,
    post: null,
    email: null,
    phone: null,
    supervisor: null,
    role: 'manager',
  };
}

/** By supervisor: the department of most of the people below. */
function commonDepartments(rows: readonly PersonRow[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { supervisor, department } of rows) {
    if (!supervisor || !department) continue;
    const key = nameKey(supervisor);
    const below = counts.get(key) ?? new Map<string, number>();
    counts.set(key, below.set(department, (below.get(department) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([supervisor, below]) => {
      const [common] = [...below].sort(([, one], [, other]) => other - one);
      return [supervisor, common?.[0] ?? ''];
    }),
  );
}

/** Supervisors first; whoever stands in a circle, or below somebody who falls out, falls out. */
function inOrder(all: readonly Newcomer[], errors: Map<number, RowError[]>): Newcomer[] {
  const ordered: Newcomer[] = [];
  const state = new Map<Newcomer, 'open' | 'in' | 'out'>();
  const refuse = (newcomer: Newcomer, code: string, value: string) => {
    state.set(newcomer, 'out');
    if (newcomer.row !== null && !errors.has(newcomer.row)) {
      errors.set(newcomer.row, [rowError('supervisor', code, value)]);
    }
  };
  for (const start of all) {
    // Up to the first one who is decided, then down again.
    const path: Newcomer[] = [];
    let next: Newcomer | null = start;
    while (next && !state.has(next)) {
      state.set(next, 'open');
      path.push(next);
      next = next.supervisor && 'newcomer' in next.supervisor ? next.supervisor.newcomer : null;
    }
    const circle = next && state.get(next) === 'open' ? path.slice(path.indexOf(next)) : [];
    for (const newcomer of path.reverse()) {
      const above = newcomer.supervisor && 'newcomer' in newcomer.supervisor ? newcomer.supervisor.newcomer : null;
      if (circle.includes(newcomer)) refuse(newcomer, 'cycle', above?.name ?? '');
      else if (newcomer.row !== null && errors.has(newcomer.row)) state.set(newcomer, 'out');
      else if (above && state.get(above) === 'out') refuse(newcomer, 'notFound', above.name);
      else {
        state.set(newcomer, 'in');
        ordered.push(newcomer);
        if (above) above.role = 'manager';
      }
    }
  }
  return withoutIdle(ordered);
}

/** A supervisor whom no row that goes in names is not added either. */
function withoutIdle(ordered: readonly Newcomer[]): Newcomer[] {
  const named = new Set(
    ordered.flatMap(({ supervisor }) => (supervisor && 'newcomer' in supervisor ? [supervisor.newcomer] : [])),
  );
  return ordered.filter((newcomer) => newcomer.row !== null || named.has(newcomer));
}
