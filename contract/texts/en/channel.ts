import type { Shape } from '../shape.ts';
import type { channel as chinese } from '../zh-CN/channel.ts';

export const channel = {
  tab: 'Group and channel',
  group: 'Group',
  groupHint: 'Parent companies and subsidiaries, those that you see.',
  groupAlone: 'No parent company or subsidiary yet',
  addChild: 'Add a subsidiary',
  addChildHint: 'Choose a customer; its parent company becomes “{{name}}”.',
  totals: 'Total',
  contacts: {
    one: '{{count}} contact',
    other: '{{count}} contacts',
  },
  visits: {
    one: '{{count}} visit in 90 days',
    other: '{{count}} visits in 90 days',
  },
  planItems: {
    one: '{{count}} open plan item',
    other: '{{count}} open plan items',
  },
  here: 'here',
  moreNodes: 'Only the first 200 are shown',
  links: 'Distribution',
  linksHint: 'Which distributor serves which end customer, when and in which region.',
  linksEmpty: 'No distributor link yet',
  serves: 'serves',
  servedBy: 'served by',
  current: 'now',
  over: 'before',
  add: 'Add a distributor link',
  edit: 'Change the link',
  distributor: 'Distributor',
  customer: 'End customer',
  role: 'This customer is',
  isDistributor: 'the distributor',
  isCustomer: 'the end customer',
  region: 'Region',
  everywhere: 'everywhere',
  product: 'Products',
  fromOn: 'From',
  untilOn: 'Until',
  overlap: 'at the same time as {{names}}',
  overlapWarn:
    '{{names}} serve this end customer at the same time in the same region. Save all the same if that is right.',
  remove: 'Remove',
  removeHint:
    'Remove only what was entered by mistake; for the end of a link set its last day, so that the history stays.',
} satisfies Shape<typeof chinese>;
