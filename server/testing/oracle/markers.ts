import { handoverSeen } from './looks.handovers.ts';
import type { Oracle } from './oracle.ts';
import { markPattern } from './random.ts';
import type { World } from './world.types.ts';

/** A record as a marker names it, and who may meet that marker. */
type Marked = { record: string; seenBy: (who: string) => boolean };

/** Every word, id and number in the world's records that may be met only by some. */
export type Markers = Map<string, Marked>;

const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const numberPattern = /91310000\d{10}|\b1[37-9]\d{9}\b/g;
const cursorPattern = /"nextCursor":"([\w-]+)"/g;

export function markersOf(world: World, oracle: Oracle): Markers {
  const markers: Markers = new Map();
  const add = (record: string, seenBy: Marked['seenBy'], ...words: (string | null)[]) => {
    for (const word of words) if (word !== null) markers.set(word, { record, seenBy });
  };
  for (const one of world.people) {
    // Name, login and post are the directory, open to all; the rest is for those who keep it.
    add(`person ${one.login}`, (who) => oracle.holds(who, 'org.manage'), one.phone, one.email.split('@')[0] ?? null);
  }
  for (const one of world.customers) {
    const words = [one.creditCode, one.descriptionMark, one.nextStepMark, one.addressMark, one.own.textMark];
    add(`customer ${one.mark}`, (who) => oracle.customer(who, one.id), ...words);
    // Who may take it from the pool knows its name as well.
    const known = (who: string) => oracle.customer(who, one.id) || oracle.pool(who, one.poolId);
    add(`customer ${one.mark}`, known, one.id, one.mark);
    add(`telephone of customer ${one.mark}`, (who) => oracle.phones(who, one.id), one.phone);
  }
  for (const one of world.contacts) {
    add(`contact ${one.mark}`, (who) => oracle.contact(who, one), one.id, one.mark, one.noteMark, one.employerMark);
    if (one.departure) {
      add(`departure of ${one.mark}`, (who) => oracle.contact(who, one), one.departure.placeMark);
    }
    add(`telephone of contact ${one.mark}`, (who) => oracle.phones(who, one.customerId), one.phone);
  }
  for (const one of world.handovers) {
    // The briefing on a customer is read by all who see it, and names the handover.
    const briefed = (who: string) => one.items.some(({ customerId }) => oracle.customer(who, customerId));
    add('handover', (who) => handoverSeen({ oracle }, who, one) || briefed(who), one.id);
    for (const { customerId, mark } of one.items) add('briefing', (who) => oracle.customer(who, customerId), mark);
  }
  addRelationships(world, oracle, add);
  for (const one of world.merges) {
    const merge = (who: string) => oracle.merge(who, one);
    add(`merge ${one.mark}`, merge, one.id);
    // One that was taken apart again is named to who sees it, as any other.
    const again = world.customers.some(({ id }) => id === one.loserId);
    if (!again) add(`merge ${one.mark}`, merge, one.loserId, one.mark);
  }
  for (const one of world.links) add(`link ${one.mark}`, (who) => oracle.link(who, one), one.id, one.mark);
  for (const one of world.requests) {
    add(`request ${one.mark}`, (who) => oracle.request(who, one), one.id, one.mark, one.answerMark);
  }
  for (const one of world.visits) {
    const words = [one.needsMark, one.commitmentMark, one.offerMark, one.nextStepMark, one.costMark];
    add(`visit ${one.mark}`, (who) => oracle.visit(who, one), one.id, one.mark, ...words);
  }
  for (const one of world.items) {
    // Whoever had it, and those above them, know it from the history.
    const known = (who: string) => oracle.item(who, one) || one.formerIds?.some((id) => oracle.line(who, id)) === true;
    add(`item ${one.mark}`, known, one.id, one.mark);
    add(`item ${one.mark}`, (who) => oracle.item(who, one), one.expectedMark, one.resultMark, one.noteMark);
  }
  addAnswers(world, oracle, add);
  addTraces(world, oracle, add);
  addWorkflows(world, oracle, add);
  for (const one of world.views) add(`view ${one.mark}`, (who) => oracle.view(who, one), one.id, one.mark);
  for (const one of world.bulkEdits) add(`bulk edit ${one.id}`, (who) => oracle.bulkEdit(who, one), one.id);
  return markers;
}

type Add = (record: string, seenBy: Marked['seenBy'], ...words: (string | null)[]) => void;

function addWorkflows(world: World, oracle: Oracle, add: Add): void {
  for (const one of world.workflows) {
    // What somebody keeps is told to those above them.
    if (one.draft) add(`drawing ${one.mark}`, (who) => oracle.line(who, one.ownerId), one.id, one.mark);
  }
  for (const one of world.instances) {
    const ids = one.tasks.map((task) => task.id);
    const words = [one.id, one.mark, one.plainMark, one.comment.mark];
    add(`instance ${one.mark}`, (who) => oracle.instance(who, one), ...words);
    // Who hands over what somebody holds is told the tasks by workflow and number.
    const holds = (who: string) => one.tasks.some((task) => oracle.line(who, task.personId));
    add(`task of ${one.mark}`, (who) => oracle.instance(who, one) || holds(who), ...ids);
    const secrets = one.changes.flatMap(({ field, from }) => (field === 'secret' ? [from] : []));
    add(`field of ${one.mark}`, (who) => oracle.secret(who, one), one.secretMark, ...secrets);
  }
}

function addRelationships(world: World, oracle: Oracle, add: Add): void {
  for (const one of world.relationships) {
    add(`relationship ${one.noteMark}`, (who) => oracle.relationship(who, one), one.id, one.noteMark);
  }
  for (const one of world.remarks) add(`remark ${one.mark}`, (who) => oracle.remark(who, one), one.mark);
  for (const one of world.introductions) {
    add(`request ${one.mark}`, (who) => oracle.introduction(who, one), one.id, one.mark, one.answerMark);
    add(`subject of request ${one.mark}`, (who) => one.askerId === who, one.aboutMark);
  }
}

function addAnswers(world: World, oracle: Oracle, add: Add): void {
  for (const one of world.weeks) add(`week ${one.mark}`, (who) => oracle.week(who, one), one.id, one.mark);
  for (const one of world.evaluations) {
    add(`evaluation ${one.mark}`, (who) => oracle.evaluation(who, one), one.id, one.mark);
  }
  for (const one of world.replies) add(`reply ${one.mark}`, (who) => oracle.reply(who, one), one.id, one.mark);
}

function addTraces(world: World, oracle: Oracle, add: Add): void {
  for (const one of world.events) add(`event ${one.mark}`, (who) => oracle.event(who, one), one.id, one.mark);
  for (const one of world.messages) add(`message ${one.mark}`, (who) => oracle.message(who, one), one.id, one.mark);
  // The reason is read by who sees the archive; its line in the history by the owner's line alone.
  for (const one of world.snoozes) {
    add(`snooze ${one.mark}`, (who) => oracle.customer(who, one.customerId), one.mark);
  }
  for (const one of world.notes) {
    add(`note ${one.mark}`, (who) => oracle.customer(who, one.customerId), one.id, one.mark);
  }
  for (const one of world.exports) {
    add(`export ${one.mark}`, (who) => who === one.ownerId, one.id, one.mark, one.contentMark);
  }
  for (const one of world.files) {
    add(`file ${one.mark}`, (who) => oracle.file(who, one), one.id, one.mark, one.contentMark);
  }
  for (const one of world.imports) {
    add(`import ${one.mark}`, (who) => oracle.import(who, one), one.id, one.mark, ...one.rowMarks);
  }
}

/** Every marker-like word of an answer, also inside its cursors. */
function wordsIn(raw: string): Set<string> {
  const cursors = [...raw.matchAll(cursorPattern)].map((match) => Buffer.from(match[1] ?? '', 'base64url').toString());
  const text = [raw, ...cursors].join('\n');
  const found = [markPattern, idPattern, numberPattern].flatMap((pattern) => text.match(pattern) ?? []);
  return new Set(found.map((word) => word.toLowerCase()));
}

/** Records in an answer that this person may not see. `typed` is what the person wrote into the request. */
export function leaksIn(raw: string, who: string, markers: Markers, typed = ''): string[] {
  const own = wordsIn(typed);
  const leaks: string[] = [];
  for (const word of wordsIn(raw)) {
    const marked = markers.get(word);
    if (marked && !own.has(word) && !marked.seenBy(who)) leaks.push(`${marked.record} (${word})`);
  }
  return leaks;
}
