import type { Random } from './random.ts';
import type { World } from './world.types.ts';

/** Notes at customers, by people who may not see them any more, some with a file of theirs and a mention. */
export function drawNotes(random: Random, world: World): void {
  for (const customer of world.customers) {
    for (let count = random.int(3); count > 0; count -= 1) {
      const team = customer.team.map((member) => member.personId);
      const authorId = random.chance(0.7) ? random.pick(team) : random.pick(world.people).id;
      const file = random.chance(0.5)
        ? { id: random.id(), mark: random.mark(), contentMark: random.mark(), ownerId: authorId }
        : null;
      if (file) world.files.push(file);
      const note = {
        id: random.id(),
        mark: random.mark(),
        customerId: customer.id,
        authorId,
        fileIds: file ? [file.id] : [],
        mentionIds: random.chance(0.4) ? [random.pick(world.people).id] : [],
        version: random.between(1, 3),
      };
      world.notes.push(note);
      world.events.push({
        id: random.id(),
        mark: random.mark(),
        type: 'customer.noted',
        actorId: authorId,
        subjectType: 'note',
        subjectId: note.id,
        customerId: customer.id,
        ownerId: customer.ownerId,
        audience: 'customer',
        phone: null,
      });
    }
  }
}
