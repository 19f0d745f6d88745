import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import { may } from './actor.ts';

/**
 * Who sees what, as SQL conditions. Every list, count, sum, search and export goes through one of these; a record
 * that may not be seen is fetched through them too, so that it answers exactly as one that does not exist.
 */

const always = sql<boolean>`true`;

function lineArray(actor: Actor): RawBuilder<string[]> {
  return sql`${[...actor.line]}::uuid[]`;
}

/** The people of the line, the actor among them, as a set of rows with one column. */
export function peopleOfLine(actor: Actor): RawBuilder<unknown> {
  return sql`unnest(${lineArray(actor)})`;
}

/** Records that belong to one person: seen by that person and the line above. `owner` is the column of the person. */
export function lineSees(actor: Actor, owner: string): RawBuilder<boolean> {
  if (actor.everyone) return always;
  return sql<boolean>`${sql.ref(owner)} = any(${lineArray(actor)})`;
}

/**
 * Customers: seen by everyone who is on the team (the owner is), and by the line above each of them. This form reaches
 * them from the teams of the line: for a line whose customers are few beside all the others. `customerId` is the column
 * that holds the customer's id.
 */
export function customerOfLine(actor: Actor, customerId: string): RawBuilder<boolean> {
  if (actor.everyone) return always;
  return sql<boolean>`${sql.ref(customerId)} = any(array(
    select line_team.customer_id from customer_team as line_team where line_team.user_id = any(${lineArray(actor)})
  ))`;
}

/*
 * The conditions above leave it to the planner which side to begin from, and name everyone of the line. The ones below
 * are asked of one row after the other, by the keys of the reporting line and of the team: for rows that are already
 * picked, and for walking along an order until a page is full. They cost the same for a line of one and of thousands.
 */

/** As lineSees, asked of each row. */
export function lineSeesRow(actor: Actor, owner: string): RawBuilder<boolean> {
  if (actor.everyone) return always;
  return sql<boolean>`(
    select true from reporting_line as row_line
    where row_line.ancestor_id = ${actor.id} and row_line.descendant_id = ${sql.ref(owner)} limit 1
  ) is true`;
}

/** As customerOfLine, asked of each row. */
export function customerSeenRow(actor: Actor, customerId: string): RawBuilder<boolean> {
  if (actor.everyone) return sql<boolean>`${sql.ref(customerId)} is not null`;
  return sql<boolean>`(
    select true from customer_team as row_team
    join reporting_line as row_line on row_line.ancestor_id = ${actor.id} and row_line.descendant_id = row_team.user_id
    where row_team.customer_id = ${sql.ref(customerId)} limit 1
  ) is true`;
}

/** Customers that the actor changes: on whose team they, or somebody below them, are more than readers; asked of each row. */
export function customerWrittenRow(actor: Actor, customerId: string): RawBuilder<boolean> {
  if (actor.everyone) return sql<boolean>`${sql.ref(customerId)} is not null`;
  return sql<boolean>`(
    select true from customer_team as row_team
    join reporting_line as row_line on row_line.ancestor_id = ${actor.id} and row_line.descendant_id = row_team.user_id
    where row_team.customer_id = ${sql.ref(customerId)} and row_team.access = 'write' limit 1
  ) is true`;
}

/**
 * Pools whose customers the actor may find and claim: those of the own department and of the ones above it. Resolved
 * once for a statement; `poolId` is the column of the pool.
 */
export function poolOpenTo(actor: Actor, poolId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(poolId)} = any(array(
    with recursive mine as (
      select d.id, d.parent_id from users u join departments d on d.id = u.department_id where u.id = ${actor.id}
      union
      select d.id, d.parent_id from mine join departments d on d.id = mine.parent_id
    )
    select open.pool_id from mine
    join pool_departments open on open.department_id = mine.id
    join pools on pools.id = open.pool_id and not pools.retired
  ))`;
}

/** Visits: seen by who made them and the line above, and by all who see the customer; asked of each row. */
export function visitSeenRow(actor: Actor, owner: string, customerId: string): RawBuilder<boolean> {
  if (actor.everyone) return always;
  return sql<boolean>`(${lineSeesRow(actor, owner)} or ${customerSeenRow(actor, customerId)})`;
}

/** Events on the timeline of a customer that the actor sees: those for all who see it, and those of the actor's line. */
export function timelineSeen(actor: Actor, audience: string, owner: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(audience)} = 'customer' or (${sql.ref(audience)} = 'line' and ${lineSeesRow(actor, owner)}))`;
}

/**
 * Workflow instances `i`: for who has had a part in one, the line above its starter, the owner of the workflow, and who
 * manages all workflows.
 */
export function workflowSeenRow(actor: Actor): RawBuilder<boolean> {
  if (may(actor, 'workflows.manage')) return always;
  return sql<boolean>`(${lineSeesRow(actor, 'i.starter_id')} or exists (
    select from workflow_readers as row_reader where row_reader.instance_id = i.id and row_reader.user_id = ${actor.id}
  ) or exists (
    select from workflow_definitions as row_owned
    where row_owned.id = i.definition_id and row_owned.owner_id = ${actor.id}
  ))`;
}

/** Views of lists: an own one, and one that is shared with the department that the actor is in or with one above it. */
export function viewSeen(actor: Actor, owner: string, department: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(owner)} = ${actor.id} or ${departmentHolds(actor, department)})`;
}

/** Whether the actor works in this department or in one below it. */
function departmentHolds(actor: Actor, department: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(department)} = any(array(
    with recursive own_department as (
      select d.id, d.parent_id from users u join departments d on d.id = u.department_id where u.id = ${actor.id}
      union
      select d.id, d.parent_id from own_department join departments d on d.id = own_department.parent_id
    )
    select id from own_department
  ))`;
}
