import { auth } from './auth.ts';
import { bulk } from './bulk.ts';
import { channel } from './channel.ts';
import { contacts } from './contacts.ts';
import { customers } from './customers.ts';
import { demo } from './demo.ts';
import { exports_ } from './exports.ts';
import { fields } from './fields.ts';
import { files } from './files.ts';
import { handovers } from './handovers.ts';
import { merges } from './merges.ts';
import { notes } from './notes.ts';
import { notifications } from './notifications.ts';
import { org } from './org.ts';
import { phones } from './phones.ts';
import { plans } from './plans.ts';
import { pools } from './pools.ts';
import { relationships } from './relationships.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { system } from './system.ts';
import { team } from './team.ts';
import { toolboxes } from './toolboxes.ts';
import { transfers } from './transfers.ts';
import { upkeep } from './upkeep.ts';
import { views } from './views.ts';
import { visits } from './visits.ts';
import { deputies } from './workflows.deputies.ts';
import { workflowDefinitions } from './workflows.design.ts';
import { workflowDesk } from './workflows.desk.ts';
import { workflows } from './workflows.ts';

/** The whole interface of the server; the server implements it, the client is derived from it. */
export const contract = {
  auth,
  contacts,
  bulk,
  channel,
  customers,
  demo,
  deputies,
  exports: exports_,
  fields,
  files,
  notes,
  merges,
  handovers,
  notifications,
  org,
  phones,
  plans,
  relationships,
  pools,
  search,
  settings,
  system,
  team,
  transfers,
  upkeep,
  toolboxes,
  views,
  visits,
  workflowDefinitions,
  workflowDesk,
  workflows,
};
