import type { Assignee, Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { holds } from './workflow.conditions.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { State } from './workflow.state.rules.ts';

/** What is known of the people whom rules can name. */
export type Organisation = {
  supervisorOf: ReadonlyMap<string, string | null>;
  departmentOf: ReadonlyMap<string, string | null>;
  roles: ReadonlyMap<string, readonly string[]>;
};

/** Who a rule names, in order; nobody when the rule finds nobody. People who have left are named as well. */
export function named(assignee: Assignee, state: State, nodeId: string, org: Organisation): readonly string[] {
  switch (assignee.by) {
    case 'people':
      return assignee.personIds;
    case 'role':
      return org.roles.get(assignee.roleId) ?? [];
    case 'starter':
      return [state.starterId];
    case 'supervisor': {
      const above = lineOf(state.starterId, org).slice(1, assignee.levels + 1);
      return assignee.each ? above : above.slice(assignee.levels - 1);
    }
    case 'departmentHead':
      return headOf(state.starterId, assignee.levels, org);
    case 'starterChoice':
      return (state.chosen[nodeId] ?? []).slice(0, assignee.most);
    case 'field':
      return peopleIn(state.variables[assignee.field]);
    default: {
      const fitting = assignee.cases.find(({ when }) => holds(when, state.variables));
      return named(fitting?.assignee ?? assignee.otherwise, state, nodeId, org);
    }
  }
}

/** The person and everyone above, nearest first. */
function lineOf(personId: string, { supervisorOf }: Organisation): string[] {
  const line: string[] = [];
  for (let person: string | null = personId; person !== null && !line.includes(person); ) {
    line.push(person);
    person = supervisorOf.get(person) ?? null;
  }
  return line;
}

/** Whoever stands highest of those in the starter's department; `levels` up, of the department that stands over it. */
function headOf(personId: string, levels: number, org: Organisation): string[] {
  const heads: string[] = [];
  let department: string | null | undefined;
  for (const person of lineOf(personId, org)) {
    const own = org.departmentOf.get(person) ?? null;
    if (heads.length > 0 && own === department) heads[heads.length - 1] = person;
    else heads.push(person);
    department = own;
  }
  return heads.slice(levels, levels + 1);
}

/** Ids in a field that names people. */
export function peopleIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
}

export function assigneesOf(step: WorkflowNode): Assignee[] {
  return isPeopleNode(step) || step.type === 'copy' ? [step.assignee] : [];
}

/** People whom a node names besides those who get its tasks. */
export function othersOf(step: WorkflowNode): string[] {
  if (!isPeopleNode(step)) return [];
  const limits = step.limits.flatMap((limit) => (limit.action === 'transfer' ? [limit.personId] : []));
  return typeof step.empty === 'string' ? limits : [...limits, step.empty.personId];
}

/** Every person, role and field that the rules of a definition name. */
export function mentioned(assignees: readonly Assignee[]): { people: string[]; roles: string[]; fields: string[] } {
  const all = assignees.flatMap(unfold);
  return {
    people: all.flatMap((one) => (one.by === 'people' ? one.personIds : [])),
    roles: all.flatMap((one) => (one.by === 'role' ? [one.roleId] : [])),
    fields: all.flatMap((one) => (one.by === 'field' ? [one.field] : [])),
  };
}

/** The conditions that a rule decides by. */
export function casesOf(assignee: Assignee): Condition[] {
  if (assignee.by !== 'cases') return [];
  const inner = [...assignee.cases.map((one) => one.assignee), assignee.otherwise];
  return [...assignee.cases.map(({ when }) => when), ...inner.flatMap(casesOf)];
}

/** How many the starter chooses at most, in some case of a rule; none when the rule does not ask. */
export const mostChosen = (assignee: Assignee): number =>
  Math.max(0, ...unfold(assignee).map((one) => (one.by === 'starterChoice' ? one.most : 0)));

function unfold(assignee: Assignee): Assignee[] {
  if (assignee.by !== 'cases') return [assignee];
  return [...assignee.cases.map((one) => one.assignee), assignee.otherwise].flatMap(unfold);
}
