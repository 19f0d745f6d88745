import type { Ready } from './build.rules.ts';
import { campaign } from './campaign.rules.ts';
import { complaint } from './complaint.rules.ts';
import { contract } from './contract.rules.ts';
import { credit } from './credit.rules.ts';
import { handover } from './customer-handover.rules.ts';
import { delivery } from './delivery.rules.ts';
import { diversion } from './diversion.rules.ts';
import { expense } from './expense.rules.ts';
import { keyAccount } from './key-account.rules.ts';
import { leave } from './leave.rules.ts';
import { marketPlan } from './market-plan.rules.ts';
import { quotation } from './quotation.rules.ts';
import { sample } from './sample.rules.ts';
import { specialPrice } from './special-price.rules.ts';
import { trip } from './trip.rules.ts';

/** The workflows that every company begins with. */
export const readyWorkflows: readonly Ready[] = [
  sample,
  quotation,
  specialPrice,
  contract,
  delivery,
  credit,
  keyAccount,
  complaint,
  handover,
  diversion,
  campaign,
  marketPlan,
  expense,
  leave,
  trip,
];
