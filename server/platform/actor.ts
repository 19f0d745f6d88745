import type { Permission } from '../../contract/permissions.ts';

/**
 * Who acts. `line` is the reporting line resolved to ids: oneself and everyone below, directly or not;
 * `everyone` says that this is the whole company, so that a query need not name each of them.
 */
export type Actor = {
  id: string;
  name: string;
  post: string | null;
  permissions: ReadonlySet<Permission>;
  line: ReadonlySet<string>;
  everyone: boolean;
  sessionId: string | null;
  locale: string;
  /** Signed in with a one-time password that has to be changed first. */
  mustChangePassword: boolean;
};

/** Permissions are never implied: what is not named is refused. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** Whether the person is the actor or stands below them. */
export function isAboveOrSelf(actor: Actor, personId: string): boolean {
  return actor.line.has(personId);
}

/** Whether the person stands below the actor. */
export function isAbove(actor: Actor, personId: string): boolean {
  return personId !== actor.id && actor.line.has(personId);
}
