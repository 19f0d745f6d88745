/**
 * How a route is put to the test.
 * `looks`: what it answers is compared with the oracle, and what is hidden with what does not exist.
 * `writes`: each of the named slots is tried with ids that have to be refused, and once with one that is allowed.
 * `permission`: the permission alone decides; those who lack it are refused.
 * `stream`: what arrives is searched for what is hidden.
 * `none`: the reason why no record can be met or touched there.
 */
export type Drive =
  | { by: 'looks' }
  | { by: 'writes'; slots: readonly string[] }
  | { by: 'permission' }
  | { by: 'stream' }
  | { by: 'none'; reason: string };

export const looks: Drive = { by: 'looks' };
export const permission: Drive = { by: 'permission' };
export const writes = (...slots: string[]): Drive => ({ by: 'writes', slots });
export const none = (reason: string): Drive => ({ by: 'none', reason });

export const ownAccount = none('acts on the account of the caller alone; nothing in the request names a record');
export const beforeSignIn = none('asked before anybody is signed in; answers nothing but whether it worked');
export const ofTheCompany = none('the same for everyone in the company');
