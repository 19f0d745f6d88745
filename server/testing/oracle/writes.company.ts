import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Import, Person, RoleName } from './world.types.ts';
import { roles } from './world.types.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, send, written } from './writes.ts';

export const companyWrites: Writer = (scene, who, random) => [
  ...ownThings(scene, who, random),
  ...importWrites(scene, who, random),
  ...grants(scene, who, random),
];

/** Messages and sessions are their owner's alone. */
function ownThings(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle, sessions } = scene;
  const others = world.messages.filter((one) => !oracle.message(who.id, one));
  const message = {
    hidden: nearOne(scene, who, others, random),
    fine: world.messages.find((one) => one.userId === who.id),
  };
  const strangers = [...sessions].filter(([person]) => person !== who.id).map(([, id]) => ({ id }));
  return [
    ...attempts('notifications.read', 'id', message, random, ({ id }) => send('POST', `/messages/${id}/read`, {})),
    ...attempts('auth.revokeSession', 'id of another', { hidden: random.maybe(strangers) }, random, ({ id }) =>
      send('DELETE', `/auth/sessions/${id}`, undefined),
    ),
    {
      route: 'notifications.readAll',
      slot: 'own',
      forbidden: null,
      like: null,
      fine: send('POST', '/messages/read-all', {}),
    },
  ];
}

/** An import is its owner's alone, and gives customers to nobody beside or above them. */
function importWrites(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle } = scene;
  const others = world.imports.filter((one) => !oracle.import(who.id, one));
  const hidden = nearOne(scene, who, others, random);
  const own = world.imports.filter((one) => one.ownerId === who.id && oracle.holds(who.id, `imports.${one.kind}`));
  const mine = (state: Import['state']) => random.maybe(own.filter((one) => one.state === state));
  const mapping = { name: 0 };
  const uploaded = mine('uploaded');
  // One import is checked once: with somebody to give its customers to, or without.
  const toNobody = random.chance(0.5);
  const made = [
    ...attempts('transfers.check', 'id', { hidden, fine: toNobody ? uploaded : null }, random, ({ id, version }) =>
      send('POST', `/imports/${id}/check`, { version, mapping }),
    ),
    ...attempts(
      'transfers.run',
      'id',
      { hidden, fine: mine('checked') },
      random,
      ({ id, version }) => send('POST', `/imports/${id}/run`, { version }),
      // Its first row becomes a customer of the importer.
      ({ rowMarks: [first = ''] }) => written(scene, first, who.login, (other) => oracle.line(other, who.id)),
    ),
    ...attempts('transfers.undo', 'id', { hidden, fine: mine('finished') }, random, ({ id, version }) =>
      send('POST', `/imports/${id}/undo`, { version }),
    ),
  ];
  const beside = world.people.filter((one) => !oracle.line(who.id, one.id));
  const below = world.people.filter((one) => one.active && oracle.line(who.id, one.id));
  const owner = { barred: nearOne(scene, who, beside, random), fine: toNobody ? null : random.maybe(below) };
  if (!uploaded) return made;
  return [
    ...made,
    ...attempts('transfers.check', 'defaultOwnerId', owner, random, ({ id }) =>
      send('POST', `/imports/${uploaded.id}/check`, { version: uploaded.version, mapping, defaultOwnerId: id }),
    ),
  ];
}

/** Nobody hands out, takes away or acts on what they do not hold themselves. */
function grants(scene: Scene, who: Person, random: Random): Attempt[] {
  const { world, oracle, roleIds } = scene;
  const held = new Set<string>(who.roles.flatMap((role) => roles[role]));
  const within = (role: RoleName) => roles[role].every((permission) => held.has(permission));
  const names: RoleName[] = ['seller', 'planner', 'closer', 'recruiter', 'clerk', 'keeper', 'master'];
  const tooMuch = random.maybe(names.filter((role) => !within(role)));
  const enough = random.maybe(names.filter(within));
  const above = nearOne(
    scene,
    who,
    world.people.filter((one) => one.active && !one.roles.every(within)),
    random,
  );
  const role = (name: RoleName | null | undefined) => (name ? { id: roleIds[name] } : null);
  const made: Attempt[] = [];
  // Who could hand themselves any role needs no detour; anyone else gains no sight by placing people below themselves.
  const placing = !oracle.holds(who.id, 'roles.manage');
  const strangers = world.people.filter(
    (one) => one.active && !oracle.line(who.id, one.id) && !oracle.line(one.id, who.id),
  );
  const stranger = nearOne(scene, who, strangers, random);
  if (oracle.holds(who.id, 'org.manage')) {
    made.push(
      ...attempts('org.createUser', 'roleIds', { barred: role(tooMuch), fine: role(enough) }, random, ({ id }) =>
        send('POST', '/users', { login: random.mark(), name: '新人', roleIds: [id] }),
      ),
      ...attempts('org.updateUser', 'roleIds of oneself', { barred: role(tooMuch) }, random, ({ id }) =>
        send('PATCH', `/users/${who.id}`, {
          version: who.version,
          roleIds: [...who.roles.map((one) => roleIds[one]), id],
        }),
      ),
      ...attempts('org.updateUser', 'roles taken away', { barred: above }, random, ({ id, version }) =>
        send('PATCH', `/users/${id}`, { version, roleIds: [] }),
      ),
      ...attempts('org.updateUser', 'supervisorId', { barred: placing ? stranger : null }, random, ({ id, version }) =>
        send('PATCH', `/users/${id}`, { version, supervisorId: who.id }),
      ),
      ...attempts('org.depart', 'id', { barred: above }, random, ({ id, version }) =>
        send('POST', `/users/${id}/depart`, { version }),
      ),
      ...attempts('auth.resetPassword', 'id', { barred: above }, random, ({ id }) =>
        send('POST', `/users/${id}/password-reset`, {}),
      ),
    );
  }
  if (!oracle.holds(who.id, 'roles.manage')) return made;
  const permission = tooMuch && roles[tooMuch].find((name) => !held.has(name));
  const create = (wanted: string) => send('POST', '/roles', { name: random.mark(), permissions: [wanted] });
  return [
    ...made,
    ...attempts(
      'org.createRole',
      'permissions',
      { barred: permission ? { id: permission } : null, fine: { id: 'org.manage' } },
      random,
      ({ id }) => create(id),
    ),
    ...attempts('org.updateRole', 'id', { barred: role(tooMuch) }, random, ({ id }) =>
      send('PATCH', `/roles/${id}`, { version: 1, permissions: [] }),
    ),
    ...attempts('org.updateRole', 'permissions', { barred: permission ? { id: permission } : null }, random, ({ id }) =>
      send('PATCH', `/roles/${roleIds.planner}`, { version: 1, permissions: [id] }),
    ),
  ];
}
