import { z } from 'zod';
import { done, id, instant, line, page, pageQuery, personRef, route, text, version } from './base.ts';
import { definition } from './workflows.definition.ts';
import { form, formValues } from './workflows.forms.ts';
import { chosen, forecastNode, workflowFamilies } from './workflows.ts';

const tag = 'workflow definitions';
const permission = 'workflows.manage';
const family = z.enum(workflowFamilies);

/** What is drawn, and what a version holds. */
export const workflowContent = z.strictObject({ definition, form, description: text(500) });
export type WorkflowContent = z.infer<typeof workflowContent>;

export const definitionStates = ['draft', 'published', 'retired'] as const;

/** Something that must be mended before a definition can be published. */
export const faultCodes = [
  // of the drawing
  'empty',
  'idTwice',
  'noDefault',
  'twoDefaults',
  'fewBranches',
  'notEarlier',
  'unreachable',
  'rejectAtHandling',
  'personLeft',
  'unknownRole',
  'unknownField',
  'notAPersonField',
  'unknownChoice',
  'unknownChild',
  'childInCircle',
  'backWithoutCondition',
  'emptyOwnerOnly',
  // of the form
  'keyTwice',
  'noChoices',
  'formulaFault',
  'templateFault',
] as const;
/** Where it is: a node of the drawing, or a field of the form, or neither. */
const fault = z.object({ code: z.enum(faultCodes), nodeId: z.string().nullable(), field: z.string().nullable() });
export type WorkflowFault = z.infer<typeof fault>;

const definitionLine = z.object({
  id,
  /** How ready ones and imported files are recognised again. */
  code: z.string(),
  name: z.string(),
  family,
  owner: personRef,
  state: z.enum(definitionStates),
  /** The version that new instances begin with. */
  number: z.number().int().nullable(),
  /** What is drawn differs from that version. */
  changed: z.boolean(),
  /** Instances under way, on any version; at most 1,000. */
  running: z.number().int(),
  version,
});
export type DefinitionLine = z.infer<typeof definitionLine>;

const publishedVersion = z.object({
  number: z.number().int(),
  publishedAt: instant,
  publishedBy: personRef,
  /** Instances under way on it; at most 1,000. */
  running: z.number().int(),
});

const detail = definitionLine.extend({
  draft: workflowContent,
  faults: z.array(fault),
  /** Newest first. */
  versions: z.array(publishedVersion),
  /** People and roles that the drawing names, by id. */
  names: z.record(z.string(), z.string()),
});
export type DefinitionDetail = z.infer<typeof detail>;

/** A part of a BPMN file that has no counterpart here, and was left out. */
const leftOut = z.object({ element: z.string(), id: z.string(), name: z.string() });

export const workflowDefinitions = {
  roles: route('GET', '/workflow-roles', { tag, permission, summary: 'Roles that a node can be given to' }).output(
    z.object({ items: z.array(z.object({ id, code: z.string(), name: z.string() })) }),
  ),
  list: route('GET', '/workflow-definitions', { tag, permission, summary: 'Workflows as they are drawn, by name' })
    .input(
      pageQuery.extend({
        q: z.string().trim().max(80).optional(),
        family: family.optional(),
        state: z.enum(definitionStates).optional(),
      }),
    )
    .output(page(definitionLine)),
  get: route('GET', '/workflow-definitions/{id}', {
    tag,
    permission,
    summary: 'One with its drawing, what is wrong with it, and its versions',
  })
    .input(z.object({ id }))
    .output(detail),
  create: route('POST', '/workflow-definitions', {
    tag,
    permission,
    idempotent: true,
    summary: 'Draw a new one: empty, a copy of another, or with a given content',
  })
    .input(
      z.object({
        name: line(80),
        family,
        copyOf: id.optional(),
        content: workflowContent.optional(),
      }),
    )
    .output(z.object({ id })),
  update: route('PATCH', '/workflow-definitions/{id}', {
    tag,
    permission,
    summary: 'Keep what is drawn; it need not be without faults yet',
  })
    .input(
      z.object({
        id,
        version,
        name: line(80).optional(),
        family: family.optional(),
        ownerId: id.optional(),
        content: workflowContent.optional(),
      }),
    )
    .output(z.object({ version, faults: z.array(fault) })),
  check: route('POST', '/workflow-definitions/check', {
    tag,
    permission,
    summary: 'What is wrong with a drawing, in the order in which it is drawn',
  })
    .input(
      z.object({ /** The one that it is drawn for, if there is one. */ id: id.optional(), content: workflowContent }),
    )
    .output(z.object({ faults: z.array(fault), names: z.record(z.string(), z.string()) })),
  tryOut: route('POST', '/workflow-definitions/try', {
    tag,
    permission,
    summary: 'Who would get what if somebody started it with these values; nothing is kept',
  })
    .input(
      z.object({
        /** The one that it is drawn for, whose owner gets what nobody else does; otherwise the caller. */
        id: id.optional(),
        content: workflowContent,
        family,
        starterId: id,
        values: formValues,
        chosen,
      }),
    )
    .output(z.object({ nodes: z.array(forecastNode) })),
  publish: route('POST', '/workflow-definitions/{id}/publish', {
    tag,
    permission,
    idempotent: true,
    summary: 'Make a version of what is drawn, for new instances',
  })
    .input(z.object({ id, version }))
    .output(z.object({ number: z.number().int() })),
  retire: route('POST', '/workflow-definitions/{id}/retire', {
    tag,
    permission,
    summary: 'No new instances; those under way go on',
  })
    .input(z.object({ id, version }))
    .output(done),
  restore: route('POST', '/workflow-definitions/{id}/restore', {
    tag,
    permission,
    summary: 'Let a retired one be started again',
  })
    .input(z.object({ id, version }))
    .output(done),
  version: route('GET', '/workflow-definitions/{id}/versions/{number}', {
    tag,
    permission,
    summary: 'What a version holds',
  })
    .input(z.object({ id, number: z.coerce.number<number>().int().min(1) }))
    .output(workflowContent),
  toBpmn: route('GET', '/workflow-definitions/{id}/bpmn', {
    tag,
    permission,
    summary: 'What is drawn, as a BPMN 2.0 file',
  })
    .input(z.object({ id }))
    .output(z.object({ name: z.string(), xml: z.string() })),
  fromBpmn: route('POST', '/workflow-definitions/bpmn', {
    tag,
    permission,
    summary: 'Read a BPMN 2.0 file; says what it could not carry over, keeps nothing',
  })
    .input(z.object({ xml: z.string().min(1).max(2_000_000) }))
    .output(z.object({ name: z.string(), content: workflowContent, leftOut: z.array(leftOut) })),
};
