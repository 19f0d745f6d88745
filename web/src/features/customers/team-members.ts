import type { PersonRef } from '../../../../contract/base.ts';
import type { TeamRole } from '../../../../contract/customers.ts';

export type Member = { person: PersonRef; role: TeamRole };

/**
 * Carries half-made changes of a team over to what it has become meanwhile: whom the others added is there, whom they
 * removed is gone, and what was changed here stays.
 */
export function rebaseTeam(base: Member[], mine: Member[], newest: Member[]): Member[] {
  const find = (team: Member[], id: string) => team.find(({ person }) => person.id === id);
  const kept = mine.flatMap((member) => {
    const before = find(base, member.person.id);
    const now = find(newest, member.person.id);
    if (!before || before.role !== member.role) return [member];
    return now ? [now] : [];
  });
  const added = newest.filter(({ person }) => !find(base, person.id) && !find(kept, person.id));
  return [...kept, ...added];
}
