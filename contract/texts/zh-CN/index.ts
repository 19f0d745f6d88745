import { auth } from './auth.ts';
import { channel } from './channel.ts';
import { common } from './common.ts';
import { customers } from './customers.ts';
import { deputies } from './deputies.ts';
import { errors } from './errors.ts';
import { exports } from './exports.ts';
import { fields } from './fields.ts';
import { forms } from './forms.ts';
import { handovers } from './handovers.ts';
import { inbox } from './inbox.ts';
import { lists } from './lists.ts';
import { merges } from './merges.ts';
import { messages } from './messages.ts';
import { month } from './month.ts';
import { org } from './org.ts';
import { phones } from './phones.ts';
import { plans } from './plans.ts';
import { pool } from './pool.ts';
import { relationships } from './relationships.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { team } from './team.ts';
import { timeline } from './timeline.ts';
import { today } from './today.ts';
import { toolbox } from './toolbox.ts';
import { transfers } from './transfers.ts';
import { upkeep } from './upkeep.ts';
import { visits } from './visits.ts';
import { workflowDesign } from './workflow-design.ts';
import { workflowDesk } from './workflow-desk.ts';
import { workflows } from './workflows.ts';

export const texts = {
  auth,
  channel,
  common,
  customers,
  deputies,
  errors,
  exports,
  fields,
  forms,
  handovers,
  inbox,
  merges,
  lists,
  messages,
  month,
  org,
  phones,
  plans,
  relationships,
  pool,
  search,
  settings,
  shell,
  team,
  timeline,
  today,
  toolbox,
  transfers,
  upkeep,
  visits,
  workflowDesk,
  workflows,
  workflowDesign,
};
