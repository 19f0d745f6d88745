import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from './auth.ts';
import { errorStatus } from './errors.ts';
import { permissions } from './permissions.ts';
import { loadTexts } from './texts/index.ts';
import { timelineTypes } from './timeline.ts';

/** Types of events that are on no customer's timeline: of the audit trail alone, or of records that belong to nobody's customer. */
const elsewhere = new Set([
  'bulkEdit.asked',
  'bulkEdit.undoAsked',
  'calendar.changed',
  'company.updated',
  'contact.phoneRevealed',
  'contact.removed',
  'customer.phoneRevealed',
  'customer.removed',
  'customer.phoneChecked',
  'customerView.created',
  'customerView.defaultChosen',
  'customerView.removed',
  'customerView.updated',
  'department.created',
  'department.removed',
  'department.updated',
  'export.asked',
  'export.fetched',
  'export.finished',
  'file.stored',
  'handover.asked',
  'handover.done',
  'handover.failed',
  'handover.finished',
  'import.checkAsked',
  'import.finished',
  'import.runAsked',
  'import.undoAsked',
  'import.uploaded',
  'introduction.answered',
  'introduction.asked',
  'listEntry.created',
  'listEntry.updated',
  'month.closed',
  'note.edited',
  'note.removed',
  'ownField.arranged',
  'ownField.created',
  'ownField.updated',
  'ownSection.created',
  'ownSection.removed',
  'ownSection.updated',
  'planWeek.approved',
  'planWeek.returned',
  'planWeek.submitted',
  'pool.created',
  'pool.updated',
  'relationship.removed',
  'relationshipRules.changed',
  'relationshipRules.covered',
  'role.created',
  'role.updated',
  'segment.toolboxSet',
  'segment.updated',
  'team.withdrawn',
  'user.backgroundSet',
  'user.created',
  'user.departed',
  'user.otherSessionsClosed',
  'user.passwordChanged',
  'user.passwordReset',
  'user.preferencesChanged',
  'user.removed',
  'user.restored',
  'user.secondStepOff',
  'user.secondStepOn',
  'user.sessionClosed',
  'user.signedIn',
  'user.signedOut',
  'user.updated',
  'workflowDefinition.created',
  'workflowDefinition.installed',
  'workflowDefinition.published',
  'workflowDefinition.restored',
  'workflowDefinition.retired',
  'workflowDefinition.updated',
]);

const modules = join(import.meta.dirname, '../server/modules');
const folders = readdirSync(modules);

/** Words of the form `record.happened` in files that record events, but for codes of errors, permissions and jobs. */
function typesInCode(): string[] {
  const others = new Set<string>([
    ...Object.keys(errorStatus),
    ...permissions,
    'mapping.name',
    'next.customerId',
    'next.phone',
    // Places of faults and effects of steps.
    'action.fileIds',
    'action.personId',
    'action.personIds',
    'child.cancelled',
    'child.started',
    'subject.id',
  ]);
  const found = folders.flatMap((folder) =>
    readdirSync(join(modules, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(modules, folder, name), 'utf8'))
      .filter((code) => /recordEvents?\b/.test(code))
      .flatMap((code) => [...code.matchAll(/'([a-z][A-Za-z]+)\.([a-z][A-Za-z]+)'/g)])
      .filter(([, record = '']) => !folders.includes(record))
      .map(([, record, happened]) => `${record}.${happened}`),
  );
  return [...new Set(found)].filter((type) => !others.has(type)).sort();
}

const known = new Set<string>(Object.keys(timelineTypes));

test('every type of event that the server records is on the timeline or known to be elsewhere', () => {
  expect(typesInCode().filter((type) => !known.has(type) && !elsewhere.has(type))).toEqual([]);
});

describe.each(locales)('in %s', (locale) => {
  test('every type of event on the timeline has words', async () => {
    const { customers } = await loadTexts[locale]();
    const words: Record<string, unknown> = customers.timeline.types;
    expect([...known].filter((type) => !words[type.replace('.', '_')])).toEqual([]);
  });
});
