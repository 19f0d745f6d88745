import type { Look, Looker } from './looks.ts';
import { exactly, get, nearOne } from './looks.ts';

/** Exports are their makers' alone. */
export const exportLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const may = oracle.holds(who.id, 'exports.customers');
  const own = world.exports.filter((one) => one.ownerId === who.id);
  const list = { route: 'exports.list', request: get('/exports', { limit: 2 }), walk: true };
  const looks: Look[] = [may ? { ...list, check: exactly(own) } : { ...list, status: 403 }];
  if (!may) return looks;
  const mine = random.maybe(own);
  if (mine) looks.push({ route: 'exports.get', request: get(`/exports/${mine.id}`) });
  const others = world.exports.filter((one) => one.ownerId !== who.id);
  const secret = nearOne(scene, who, others, random);
  if (!secret) return looks;
  for (const [route, end] of [
    ['exports.get', ''],
    ['GET /api/exports/:id/file', '/file'],
  ] as const) {
    const like = get(`/exports/${random.strangeId()}${end}`);
    looks.push({ route, request: get(`/exports/${secret.id}${end}`), like });
  }
  return looks;
};
