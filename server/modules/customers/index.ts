import './customers.handover.service.ts';

export { staleOf } from './customers.archive.reads.ts';
export { bulkJobs } from './customers.bulk.jobs.ts';
export { bulkRouter } from './customers.bulk.router.ts';
export { channelRouter } from './customers.channel.router.ts';
export { contactsRouter } from './customers.contacts.router.ts';
export { updateContact } from './customers.contacts.service.ts';
export type { ExportedCustomer, ExportRow } from './customers.export.reads.ts';
export {
  customerBatch,
  exportedContacts,
  exportedCustomers,
  exportedRelationships,
  exportedTeams,
} from './customers.export.reads.ts';
export type { ArchiveFields } from './customers.fields.service.ts';
export type { ImportedContact } from './customers.import.contacts.service.ts';
export { importContacts, removeContact } from './customers.import.contacts.service.ts';
export type { EdgeAsIs } from './customers.import.edges.service.ts';
export { importEdge, importPlace, undoEdge, undoPlace } from './customers.import.edges.service.ts';
export type { ContactThere, EdgeThere, NamedCustomer, PlaceThere } from './customers.import.parts.reads.ts';
export {
  contactAsIs,
  contactsThere,
  customersCalled,
  edgesThere,
  pairKey,
  pairsSeeing,
  placesThere,
} from './customers.import.parts.reads.ts';
export type { ImportedCustomer } from './customers.import.service.ts';
export { importCustomers, importedOwnMistakes } from './customers.import.service.ts';
export type { Made } from './customers.import.store.ts';
export {
  completeParents,
  customersKnownBy,
  customersNearlyNamed,
  removeUntouched,
} from './customers.import.store.ts';
export type { ImportTarget } from './customers.import.targets.service.ts';
export { changedBy, importTargets } from './customers.import.targets.service.ts';
export { customersJobs } from './customers.jobs.ts';
export { ledOnward } from './customers.merges.reads.ts';
export { mergesRouter } from './customers.merges.router.ts';
export { notesRouter } from './customers.notes.router.ts';
export { ownContext as ownContextOf } from './customers.own.rules.ts';
export { phonesRouter } from './customers.phones.router.ts';
export { poolJobs } from './customers.pool.jobs.ts';
export { workNight } from './customers.pool.night.service.ts';
export { poolsRouter } from './customers.pool.router.ts';
export { recalculationJobs } from './customers.recalculation.jobs.ts';
export { relationshipsJobs } from './customers.relationships.jobs.ts';
export { relationshipsRouter } from './customers.relationships.router.ts';
export { customersRouter } from './customers.router.ts';
export { updateCustomer } from './customers.service.ts';
export { teamJobs } from './customers.team.jobs.ts';
export { teamRouter } from './customers.team.router.ts';
export type { Place } from './customers.team.rules.ts';
export type { VisitTouch } from './customers.touch.service.ts';
export { ensureCustomersSeen, ensureWritten, touchByVisit, whoSeesCustomer } from './customers.touch.service.ts';
export { upkeepJobs } from './customers.upkeep.jobs.ts';
export { upkeepRouter } from './customers.upkeep.router.ts';
export { viewsRouter } from './customers.views.router.ts';
