import type { ImportKind } from '../../../contract/transfers.ts';
import { contactsKind } from './transfers.contacts.service.ts';
import { checkCustomers, runCustomers } from './transfers.customers.service.ts';
import type { PartPlan } from './transfers.parts.rules.ts';
import type { PartKind } from './transfers.parts.service.ts';
import { checkParts, runParts, undoParts } from './transfers.parts.service.ts';
import { checkPeople, runPeople } from './transfers.people.service.ts';
import { relationshipsKind } from './transfers.relationships.service.ts';
import type { ImportRecord } from './transfers.store.ts';
import { teamsKind } from './transfers.teams.service.ts';
import type { Turns } from './transfers.turns.service.ts';
import { undoRecords } from './transfers.undo.service.ts';

type Steps = {
  check: (turns: Turns, record: ImportRecord) => Promise<Partial<Record<string, string[]>>>;
  run: (turns: Turns, record: ImportRecord) => Promise<void>;
  undo: (turns: Turns, record: ImportRecord) => Promise<void>;
};

const stepsOf = <Plan extends PartPlan>(kind: PartKind<Plan>): Steps => ({
  check: (turns, record) => checkParts(turns, record, kind),
  run: (turns, record) => runParts(turns, record, kind),
  undo: (turns, record) => undoParts(turns, record, kind),
});

/** What is done of each kind of import when it is asked for. */
export const steps: Record<ImportKind, Steps> = {
  customers: { check: checkCustomers, run: runCustomers, undo: undoRecords },
  people: { check: checkPeople, run: runPeople, undo: undoRecords },
  contacts: stepsOf(contactsKind),
  relationships: stepsOf(relationshipsKind),
  teams: stepsOf(teamsKind),
};
