import type { Shape } from '../shape.ts';
import type { common as chinese } from '../zh-CN/common.ts';

export const common = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  edit: 'Edit',
  remove: 'Remove',
  open: 'Open',
  retry: 'Try again',
  confirm: 'OK',
  all: 'All',
  loading: 'Loading',
  loadMore: 'Load more',
  optional: 'Optional',
  copy: 'Copy',
  copied: 'Copied',
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrow: 'Tomorrow',
  separator: '·',
  range: '{{from}}–{{to}}',
  requestId: 'Request {{id}}',
  kept: 'What you typed is still here.',
  staleTitle: 'Somebody has just changed this record',
  staleBody:
    'Your change is not saved yet; what you typed is still here. Load the latest version, check it, then save.',
  staleReload: 'Load the latest',
  offline: 'No network. It will try again when the network is back.',
  emptyFiltered: 'Nothing matches',
  clearFilters: 'Clear filters',
  items: { one: '{{count}} item', other: '{{count}} items' },
} satisfies Shape<typeof chinese>;
