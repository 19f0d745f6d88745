import { searchVector } from '../../platform/text.ts';
import { closedMonth, instantOn, localDay } from './days.ts';
import type { Insert } from './insert.ts';
import type { Item, Visit, World, WorldEvent } from './world.types.ts';

/** Ids of rows that are no records of their own, made from the id that they belong to. */
const partOf = (id: string, part: string) => `${id.slice(0, 19)}9${part}${id.slice(21)}`;

export function itemRow(item: Item) {
  const done = item.state === 'completed' || item.state === 'evaluated';
  return {
    id: item.id,
    owner_id: item.ownerId,
    customer_id: item.customerId,
    kind: item.kind,
    activity: item.activity,
    title: `计划 ${item.mark}`,
    expected_result: item.expectedMark,
    search: searchVector([`计划 ${item.mark}`, item.expectedMark]),
    importance: item.importance,
    day: item.day,
    state: item.state,
    assigned_by: item.assignedBy === item.ownerId ? null : item.assignedBy,
    cancel_reason: item.state === 'cancelled' ? item.resultMark : null,
    completed_at: done ? instantOn(item.day, 17) : null,
    on_time: item.onTime,
    result: done ? item.resultMark : null,
    score: item.score,
    advice_since: item.state === 'evaluated' ? instantOn(item.day, 18) : null,
    version: item.version,
    created_at: instantOn(item.day, 1),
  };
}

export function visitRow(visit: Visit) {
  const recorded = visit.state === 'recorded';
  return {
    id: visit.id,
    owner_id: visit.ownerId,
    customer_id: visit.customerId,
    plan_item_id: visit.itemId,
    state: visit.state,
    visited_on: visit.day,
    checked_in_at: instantOn(visit.day, 10),
    recorded_at: recorded ? instantOn(visit.day, 12) : null,
    discussed: recorded ? `谈到 ${visit.mark}` : null,
    needs: recorded ? visit.needsMark : null,
    next_step: recorded ? visit.nextStepMark : null,
    next_plan_item_id: recorded ? visit.nextItemId : null,
    version: visit.version,
    created_at: instantOn(visit.day, 10),
  };
}

export async function insertActs(insert: Insert, world: World, at: Date): Promise<void> {
  await insert('plan_items', world.items.map(itemRow));
  await insert('visits', world.visits.map(visitRow));
  await insert(
    'plan_weeks',
    world.weeks.map((week) => ({
      id: week.id,
      owner_id: week.ownerId,
      week: week.week,
      state: week.state,
      submitted_at: week.state === 'draft' ? null : instantOn(week.week, 9),
      decided_at: week.decidedBy ? instantOn(week.week, 11) : null,
      decided_by: week.decidedBy,
      advice: week.mark,
      version: week.version,
    })),
  );
  await insertVisitParts(insert, world);
  await insertFiles(insert, world, at);
  await insertAnswers(insert, world, at);
  await insertTraces(insert, world, at);
}

async function insertVisitParts(insert: Insert, world: World): Promise<void> {
  const recorded = world.visits.filter((visit) => visit.state === 'recorded');
  await insert(
    'visit_contacts',
    world.visits.flatMap((visit) =>
      visit.contactIds.map((contactId) => ({ visit_id: visit.id, contact_id: contactId })),
    ),
  );
  await insert(
    'visit_competitors',
    recorded.flatMap((visit) =>
      visit.competitorId ? [{ visit_id: visit.id, competitor_id: visit.competitorId, offer: visit.offerMark }] : [],
    ),
  );
  await insert(
    'visit_commitments',
    recorded.map((visit) => ({
      id: partOf(visit.id, 'a'),
      visit_id: visit.id,
      side: 'ours',
      text: visit.commitmentMark,
      plan_item_id: visit.commitmentItemId,
    })),
  );
  await insert(
    'visit_costs',
    recorded.map((visit) => ({
      id: partOf(visit.id, 'b'),
      visit_id: visit.id,
      amount: '120.50',
      note: visit.costMark,
    })),
  );
}

async function insertFiles(insert: Insert, world: World, at: Date): Promise<void> {
  const created_at = at.toISOString();
  await insert(
    'files',
    world.files.map((file) => ({
      id: file.id,
      owner_id: file.ownerId,
      name: `${file.mark}.txt`,
      type: 'text/plain',
      size: file.contentMark.length,
      sha256: '0',
      created_at,
    })),
  );
  const proof = { visit_id: null, file_id: null, note: null, created_at };
  await insert(
    'plan_item_proofs',
    world.items.flatMap((item) => [
      ...(item.noteMark
        ? [{ ...proof, id: partOf(item.id, 'c'), item_id: item.id, kind: 'note', note: item.noteMark }]
        : []),
      ...item.fileIds.map((id) => ({ ...proof, id: partOf(id, 'd'), item_id: item.id, kind: 'document', file_id: id })),
      ...item.visitIds.map((id) => ({ ...proof, id: partOf(id, 'e'), item_id: item.id, kind: 'visit', visit_id: id })),
    ]),
  );
}

async function insertAnswers(insert: Insert, world: World, at: Date): Promise<void> {
  const created_at = at.toISOString();
  await insert(
    'evaluations',
    world.evaluations.map((one) => ({
      id: one.id,
      item_id: one.itemId,
      evaluator_id: one.evaluatorId,
      score: one.score,
      advice: one.mark,
      corrects_id: one.correctsId,
      version: 1,
      created_at,
    })),
  );
  await insert(
    'evaluation_replies',
    world.replies.map((one) => ({
      id: one.id,
      item_id: one.itemId,
      author_id: one.authorId,
      text: one.mark,
      created_at,
    })),
  );
}

export function eventRow(event: WorldEvent, at: Date) {
  return {
    id: event.id,
    at: at.toISOString(),
    type: event.type,
    actor_id: event.actorId,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    customer_id: event.customerId,
    owner_id: event.ownerId,
    audience: event.audience,
    data: {
      text: event.mark,
      ...(event.phone && { changes: [{ field: 'phone', from: null, to: event.phone }] }),
    },
  };
}

async function insertTraces(insert: Insert, world: World, at: Date): Promise<void> {
  const created_at = at.toISOString();
  await insert(
    'events',
    world.events.map((event) => eventRow(event, at)),
  );
  await insert(
    'notifications',
    world.messages.map((message) => ({
      id: message.id,
      user_id: message.userId,
      event_id: partOf(message.id, 'f'),
      kind: message.kind,
      params: { actor: '陈', title: message.mark },
      subject_type: message.subjectType,
      subject_id: message.subjectId,
      created_at,
      read_at: message.read ? created_at : null,
    })),
  );
  await insert(
    'imports',
    world.imports.map((one) => ({
      id: one.id,
      kind: one.kind,
      owner_id: one.ownerId,
      file_id: one.fileId,
      file_name: `${one.mark}.csv`,
      state: one.state,
      encoding: 'utf-8',
      columns: ['名称'],
      mapping: { name: 0 },
      options: {},
      sample: one.rowMarks.map((mark) => [mark]),
      total: one.rowMarks.length,
      done: one.rowMarks.length,
      counts: { create: 1, update: 0, skip: 1, error: one.rowMarks.length - 2 },
      additions: {},
      version: one.version,
      created_at,
      finished_at: one.state === 'finished' ? created_at : null,
    })),
  );
  await insert(
    'import_rows',
    world.imports.flatMap((one) =>
      one.rowMarks.map((mark, index) => ({
        import_id: one.id,
        row: index + 1,
        values: [mark],
        // One to be made, one that is there already, the others wrong.
        outcome: one.state === 'uploaded' ? null : (['create', 'skip'][index] ?? 'error'),
        errors: index < 2 ? [] : [{ field: 'name', code: 'taken', value: mark }],
        record_id: index === 1 && one.state !== 'uploaded' && one.kind === 'customers' ? one.knownId : null,
      })),
    ),
  );
}

/** Closes the month for all worlds of a database; what is evaluated in it has to be there already. */
export async function insertClosedMonth(insert: Insert, closedBy: string, id: string, at: Date): Promise<void> {
  const month = closedMonth(localDay(at));
  await insert('closed_months', [{ month, id, closed_by: closedBy, closed_at: at.toISOString() }]);
}
