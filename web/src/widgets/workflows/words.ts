import type { PersonRef } from '../../../../contract/base.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';

/** Before the first node: where the starter mends what was sent back. */
export const startNode = 'start';

/** What a node is called; the one before all others has no name of its own. */
export function useNodeName(): (name: string) => string {
  const t = useT();
  return (name) => (name === startNode ? t('workflows.startNode') : name);
}

const named = 3;

/** The first few of these people by name. */
export function usePeopleWords(): (people: readonly PersonRef[]) => string {
  const t = useT();
  const format = useFormat();
  return (people) => {
    const names = format.list(people.slice(0, named).map((person) => person.name));
    return people.length > named ? t('workflows.people', { names, count: people.length }) : names;
  };
}
