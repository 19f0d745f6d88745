import type { Journey } from '../run.ts';
import { channel } from './channel.ts';
import { effort } from './effort.ts';
import { everyPage } from './every-page.ts';
import { ownFields } from './fields.ts';
import { handover } from './handover.ts';
import { imports } from './imports.ts';
import { killed } from './kill.ts';
import { lists } from './lists.ts';
import { mainLine } from './main-line.ts';
import { phones } from './phones.ts';
import { pool } from './pool.ts';
import { relationships } from './relationships.ts';
import { upkeep } from './upkeep.ts';
import { workflowDesign } from './workflow-design.ts';
import { workflows } from './workflows.ts';

/** In their order; those in one list run side by side. */
export const journeys: readonly (Journey | readonly Journey[])[] = [
  mainLine,
  ownFields,
  lists,
  imports,
  ...effort,
  relationships,
  upkeep,
  phones,
  ...channel,
  pool,
  handover,
  workflows,
  workflowDesign,
  ...everyPage,
  ...killed,
];
