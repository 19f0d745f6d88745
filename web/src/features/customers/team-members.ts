import type { TeamPlace } from '../../../../contract/customers.ts';

/** A place without an owner's; one that begins later waits for its day. */
export type Member = TeamPlace;

/**
 * Carries half-made changes of a team over to what it has become meanwhile: whom the others added is there, whom they
 * removed is gone, and what was changed here stays.
 */
export function rebaseTeam(base: Member[], mine: Member[], newest: Member[]): Member[] {
  const find = (team: Member[], id: string) => team.find(({ person }) => person.id === id);
  const kept = mine.flatMap((member) => {
    const before = find(base, member.person.id);
    const now = find(newest, member.person.id);
    if (!before || JSON.stringify(before) !== JSON.stringify(member)) return [member];
    return now ? [now] : [];
  });
  const added = newest.filter(({ person }) => !find(base, person.id) && !find(kept, person.id));
  return [...kept, ...added];
}
