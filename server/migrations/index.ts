import type { Migration } from 'kysely/migration';
import * as foundation from './0001-foundation.ts';
import * as auth from './0002-auth.ts';
import * as customers from './0003-customers.ts';
import * as plansAndVisits from './0004-plans-and-visits.ts';
import * as transfers from './0005-transfers.ts';
import * as segmentsAndOwnFields from './0006-segments-and-own-fields.ts';
import * as viewsAndBulk from './0007-views-and-bulk.ts';
import * as peopleAndRelationships from './0008-people-and-relationships.ts';
import * as channelTeamMerge from './0009-channel-team-merge.ts';
import * as pool from './0010-pool.ts';
import * as handover from './0011-handover.ts';
import * as timelineAndStale from './0012-timeline-and-stale.ts';
import * as maskingAndExports from './0013-masking-and-exports.ts';
import * as latestOfTeams from './0014-latest-of-teams.ts';
import * as importsThatUpdate from './0015-imports-that-update.ts';
import * as handoverJobs from './0016-handover-jobs.ts';
import * as mergeAndChannel from './0017-merge-and-channel.ts';
import * as staleOutOfPools from './0018-stale-out-of-pools.ts';
import * as referencesAndHistory from './0019-references-and-history.ts';
import * as listsFromPlaces from './0020-lists-from-places.ts';
import * as orderOfPools from './0021-order-of-pools.ts';
import * as phoneChecks from './0022-phone-checks.ts';
import * as whatNobodyUsed from './0023-what-nobody-used.ts';
import * as workflow from './0024-workflow.ts';
import * as workflowProofsAndToolboxes from './0026-workflow-proofs-and-toolboxes.ts';
import * as workflowDesk from './0027-workflow-desk.ts';

/** Every migration by its name, in order; a released one is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-auth': auth,
  '0003-customers': customers,
  '0004-plans-and-visits': plansAndVisits,
  '0005-transfers': transfers,
  '0006-segments-and-own-fields': segmentsAndOwnFields,
  '0007-views-and-bulk': viewsAndBulk,
  '0008-people-and-relationships': peopleAndRelationships,
  '0009-channel-team-merge': channelTeamMerge,
  '0010-pool': pool,
  '0011-handover': handover,
  '0012-timeline-and-stale': timelineAndStale,
  '0013-masking-and-exports': maskingAndExports,
  '0014-latest-of-teams': latestOfTeams,
  '0015-imports-that-update': importsThatUpdate,
  '0016-handover-jobs': handoverJobs,
  '0017-merge-and-channel': mergeAndChannel,
  '0018-stale-out-of-pools': staleOutOfPools,
  '0019-references-and-history': referencesAndHistory,
  '0020-lists-from-places': listsFromPlaces,
  '0021-order-of-pools': orderOfPools,
  '0022-phone-checks': phoneChecks,
  '0023-what-nobody-used': whatNobodyUsed,
  '0024-workflow': workflow,
  '0026-workflow-proofs-and-toolboxes': workflowProofsAndToolboxes,
  '0027-workflow-desk': workflowDesk,
};
