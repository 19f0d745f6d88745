import { z } from 'zod';
import {
  customerRef,
  done,
  id,
  idInput,
  instant,
  line,
  page,
  pageQuery,
  personRef,
  route,
  text,
  version,
} from './base.ts';
import { decisionRoles } from './contacts.shapes.ts';
import { teamRoles } from './customers.ts';

const tag = 'relationships';

/** 0 knows nothing of each other, 5 trusts each other. */
const strength = z.number().int().min(0).max(5);

const edge = z.object({
  id,
  contactId: id,
  personId: id,
  /** As it was set. */
  strength,
  /** What is left of it without contact, by the rule. */
  shown: strength,
  /** Day from which the rule counts: the last touch, or when the strength was set. */
  since: z.string(),
  lastTouchOn: z.string().nullable(),
  note: z.string().nullable(),
  version,
});
export type Relationship = z.infer<typeof edge>;

const gap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('noSuccessor'), contactId: id }),
  z.object({ kind: z.literal('decisionMakerMissing') }),
  z.object({ kind: z.literal('decisionMakerUnknown'), contactId: id }),
  z.object({ kind: z.literal('nobodyKnown') }),
  z.object({ kind: z.literal('oneOfUs'), personId: id }),
  z.object({ kind: z.literal('oneOfThem'), contactId: id }),
  z.object({ kind: z.literal('cold'), contactId: id, personId: id }),
  z.object({
    kind: z.literal('uncovered'),
    decisionRole: z.enum(decisionRoles),
    teamRole: z.enum(teamRoles),
  }),
]);
export type Gap = z.infer<typeof gap>;

const coverage = z.object({ decisionRole: z.enum(decisionRoles), teamRole: z.enum(teamRoles) });

/** Days without contact after which a relationship loses one step. */
const decayDays = z.number().int().min(7).max(3650);

const rules = z.object({
  decayDays,
  version,
  /** Which decision roles have to be known by which of our roles, by segment. */
  coverages: z.array(coverage.extend({ segmentId: id })),
});

const matrix = z.object({
  /** Our people: the team, and whoever else has a relationship here. */
  people: z.array(z.object({ person: personRef, role: z.enum(teamRoles).nullable(), mayBeSet: z.boolean() })),
  edges: z.array(edge),
  gaps: z.array(gap),
  decayDays,
});
export type Matrix = z.infer<typeof matrix>;

const change = z.object({
  id,
  at: instant,
  actor: personRef.nullable(),
  from: strength.nullable(),
  to: strength,
  note: z.string().nullable(),
});

const reason = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('relationship'),
    /** The customer where it was recorded; null when the caller does not see that one. */
    customer: customerRef.nullable(),
    contactId: id.nullable(),
    title: z.string().nullable(),
    shown: strength,
    lastTouchOn: z.string().nullable(),
  }),
  z.object({ kind: z.literal('sameSchool'), school: z.string() }),
  z.object({ kind: z.literal('sameEmployer'), employer: z.string() }),
  z.object({ kind: z.literal('workedThere'), employer: z.string() }),
]);
export type Reason = z.infer<typeof reason>;

/**
 * The words under which a person is asked for: a contact that the caller sees, or a name. A company, or a part of its
 * name, narrows that among the customers that the caller sees; others are found by the whole company alone.
 */
const about = {
  contactId: id.optional(),
  name: line(80).optional(),
  company: line(200).optional(),
};

const state = z.enum(['open', 'accepted', 'declined']);

const circle = z.object({
  /** A department that is large enough to hide in; null stands for the whole company. */
  department: z.object({ id, name: z.string() }).nullable(),
  /** What became of the caller's own request to this circle. */
  asked: state.nullable(),
});

const introduction = z.object({
  id,
  /** Mine: what I asked. Theirs: what I am asked. */
  side: z.enum(['mine', 'theirs']),
  name: z.string().nullable(),
  company: z.string().nullable(),
  department: z.object({ id, name: z.string() }).nullable(),
  /** The other side; null while the one who was asked has not agreed. */
  person: personRef.nullable(),
  words: z.string().nullable(),
  state,
  answer: z.string().nullable(),
  createdAt: instant,
  answeredAt: instant.nullable(),
});
export type Introduction = z.infer<typeof introduction>;

const background = z.object({
  school: z.string().nullable(),
  employers: z.array(z.string()),
  version: z.number().int().min(0),
});

export const relationships = {
  matrix: route('GET', '/customers/{id}/relationships', {
    tag,
    permission: 'signedIn',
    summary: 'Who of us knows whom at a customer, and what is missing',
  })
    .input(idInput)
    .output(matrix),
  set: route('PUT', '/contacts/{contactId}/relationships/{personId}', {
    tag,
    permission: 'signedIn',
    summary: 'Set how well one of us knows a contact; version 0 when there is no relationship yet',
  })
    .input(
      z.object({
        contactId: id,
        personId: id,
        version: z.number().int().min(0),
        strength,
        note: text(500).nullable().optional(),
      }),
    )
    .output(edge),
  history: route('GET', '/contacts/{contactId}/relationships/{personId}/history', {
    tag,
    permission: 'signedIn',
    summary: 'How a relationship changed, newest first',
  })
    .input(pageQuery.extend({ contactId: id, personId: id }))
    .output(page(change)),
  rules: route('GET', '/relationship-rules', {
    tag,
    permission: 'signedIn',
    summary: 'How relationships fade, and which roles have to be covered',
  }).output(rules),
  setRules: route('PUT', '/relationship-rules', {
    tag,
    permission: 'settings.manage',
    summary: 'Change how relationships fade',
  })
    .input(z.object({ version, decayDays }))
    .output(rules),
  setCoverage: route('PUT', '/relationship-rules/{segmentId}', {
    tag,
    permission: 'settings.manage',
    summary: 'Which decision roles of a segment have to be known by which of our roles',
  })
    .input(z.object({ segmentId: id, version, coverages: z.array(coverage).max(30) }))
    .output(rules),
  whoKnows: route('GET', '/who-knows', {
    tag,
    permission: 'signedIn',
    summary: 'Which colleagues know a contact, or somebody by name, with the company or without',
  })
    .input(z.object(about))
    .output(
      z.object({
        people: z.array(
          z.object({
            person: personRef,
            department: z.object({ id, name: z.string() }).nullable(),
            reasons: z.array(reason),
          }),
        ),
        /** Somebody in there knows this person, whom the caller may not be told. */
        circles: z.array(circle),
      }),
    ),
  ask: route('POST', '/introductions', {
    tag,
    permission: 'signedIn',
    summary: 'Ask somebody in a circle for an introduction, without learning who it is',
    idempotent: true,
  })
    .input(z.object({ ...about, departmentId: id.nullable(), words: text(1000).nullable().optional() }))
    .output(done),
  introductions: route('GET', '/introductions', {
    tag,
    permission: 'signedIn',
    summary: 'What the caller asked, and what the caller is asked, newest first',
  })
    .input(pageQuery)
    .output(page(introduction)),
  answer: route('POST', '/introductions/{id}/answer', {
    tag,
    permission: 'signedIn',
    summary: 'Agree to introduce, which tells the asker who one is, or decline, which does not',
  })
    .input(z.object({ id, accept: z.boolean(), words: text(1000).nullable().optional() }))
    .output(done),
  background: route('GET', '/me/background', {
    tag,
    permission: 'signedIn',
    summary: 'Own school and former employers, shown to colleagues only as a reason',
  }).output(background),
  setBackground: route('PUT', '/me/background', { tag, permission: 'signedIn', summary: 'Change them' })
    .input(
      z.object({
        version: z.number().int().min(0),
        school: line(120).nullable(),
        employers: z.array(line(120)).max(20),
      }),
    )
    .output(background),
};
