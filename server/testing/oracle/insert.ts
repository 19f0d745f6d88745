import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { insertActs } from './insert.acts.ts';
import { insertCustomers } from './insert.customers.ts';
import { insertDeputies } from './insert.desk.ts';
import { insertExports } from './insert.exports.ts';
import { insertFields, insertOwn } from './insert.fields.ts';
import { insertHandovers } from './insert.handovers.ts';
import { insertLists } from './insert.lists.ts';
import { insertNotes } from './insert.notes.ts';
import { insertPools, insertStays } from './insert.pools.ts';
import { insertDepartments, insertRelationships } from './insert.relationships.ts';
import { insertTeams } from './insert.team.ts';
import { insertSnoozes } from './insert.upkeep.ts';
import { insertWorkflows } from './insert.workflows.ts';
import { randomOf } from './random.ts';
import type { Entries } from './world.customers.ts';
import type { RoleName, World } from './world.types.ts';
import { roles } from './world.types.ts';

export type Row = Record<string, unknown>;
export type Insert = (table: string, rows: readonly Row[]) => Promise<void>;

/** Inserts rows that all have the same columns, in one statement; what is not named takes its default. */
function inserter(client: pg.PoolClient): Insert {
  return async (table, rows) => {
    const [first] = rows;
    if (!first) return;
    const columns = Object.keys(first)
      .map((name) => `"${name}"`)
      .join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  };
}

const lists = ['segment', 'region', 'industry', 'level', 'purpose', 'competitor', 'costKind', 'returnReason'] as const;

export type Commons = { entries: Entries; roleIds: Record<RoleName, string> };

/** What is the company's and open to all: roles with the oracle's own permissions, and the entries of lists. */
export async function insertCommons(pool: pg.Pool): Promise<Commons> {
  const random = randomOf(0, 99);
  const entries: Entries = {
    segment: [],
    region: [],
    industry: [],
    level: [],
    purpose: [],
    competitor: [],
    costKind: [],
    returnReason: [],
  };
  const made = new Map<string, string>();
  await inTransaction(pool, async (insert) => {
    await insertDepartments(insert);
    for (const [code, permissions] of Object.entries(roles)) {
      const id = random.id();
      made.set(code, id);
      await insert('roles', [{ id, code: `oracle.${code}`, name: code, version: 1 }]);
      await insert(
        'role_permissions',
        permissions.map((permission) => ({ role_id: id, permission })),
      );
    }
    await insertFields(insert);
    for (const list of lists) {
      for (let position = 0; position < 3; position += 1) {
        const id = random.id();
        entries[list].push(id);
        await insert('list_entries', [{ id, list, name: `${list} ${position}`, position, retired: false, version: 1 }]);
      }
    }
  });
  const idOf = (role: RoleName) => made.get(role) ?? '';
  const roleIds = {
    seller: idOf('seller'),
    trader: idOf('trader'),
    planner: idOf('planner'),
    closer: idOf('closer'),
    recruiter: idOf('recruiter'),
    clerk: idOf('clerk'),
    keeper: idOf('keeper'),
    master: idOf('master'),
  };
  return { entries, roleIds };
}

/** Puts the records of worlds into the database as the product would hold them, all at once. */
export async function insertWorld(
  pool: pg.Pool,
  world: World,
  options: { at: Date; dataDir: string; roleIds: Commons['roleIds'] },
): Promise<void> {
  await inTransaction(pool, async (insert, client) => {
    await insertPeople(insert, world, options.roleIds);
    await insertPools(insert, world, options.at);
    await insertCustomers(insert, world, options.at);
    await insertRelationships(insert, world, options.at);
    await insertTeams(insert, world, options.at);
    await insertHandovers(insert, world, options.at);
    await insertStays(insert, client, world, options.at);
    await insertActs(insert, world, options.at);
    await insertNotes(insert, world, options.at);
    await insertSnoozes(client, world, options.at);
    await insertLists(insert, world, options.at);
    await insertExports(insert, world, options.at, options.dataDir);
    await insertWorkflows(insert, world, options.at);
    await insertDeputies(insert, world, options.at);
    await linkFollowUps(client, world);
    await insertOwn(client, world);
  });
  for (const file of world.files) {
    const folder = join(options.dataDir, 'files', file.id.slice(-2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, file.id), file.contentMark);
  }
}

/** Items and visits name each other, so one side follows when both are there. */
async function linkFollowUps(client: pg.PoolClient, world: World): Promise<void> {
  const links = world.items.flatMap(({ id, fromVisitId }) => (fromVisitId ? [{ id, visit: fromVisitId }] : []));
  await client.query(
    `update plan_items set from_visit_id = link.visit
     from jsonb_to_recordset($1::jsonb) as link (id uuid, visit uuid) where plan_items.id = link.id`,
    [JSON.stringify(links)],
  );
}

export async function inTransaction(pool: pg.Pool, work: (insert: Insert, client: pg.PoolClient) => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(inserter(client), client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function insertPeople(insert: Insert, world: World, roleIds: Commons['roleIds']): Promise<void> {
  const supervisors = new Map(world.people.map((person) => [person.id, person.supervisorId]));
  // Supervisors come first: a statement's rows are checked together, so one statement for all of them will do.
  await insert(
    'users',
    world.people.map((person) => ({
      id: person.id,
      login: person.login,
      name: person.name,
      post: '销售',
      email: person.email,
      phone: person.phone,
      supervisor_id: person.supervisorId,
      department_id: person.departmentId,
      active: person.active,
      departed_on: person.departedOn,
      version: person.version,
    })),
  );
  const line: Row[] = [];
  for (const person of world.people) {
    let above: string | null = person.id;
    for (let depth = 0; above; depth += 1) {
      line.push({ ancestor_id: above, descendant_id: person.id, depth });
      above = supervisors.get(above) ?? null;
    }
  }
  await insert('reporting_line', line);
  await insert(
    'user_roles',
    world.people.flatMap((person) => person.roles.map((role) => ({ user_id: person.id, role_id: roleIds[role] }))),
  );
}
