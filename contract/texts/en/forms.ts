import type { Shape } from '../shape.ts';
import type { forms as chinese } from '../zh-CN/forms.ts';

export const forms = {
  none: 'Not filled in',
  unseen: 'A customer you may not see',
  choose: 'Choose',
  from: 'From',
  until: 'Until',
  cell: 'Row {{place}}: {{name}}',
  add: 'Add a row',
  remove: 'Remove row {{place}}',
  sum: 'Total',
  empty: 'Nothing here yet',
  computed: 'Computed',
} satisfies Shape<typeof chinese>;
