import type { Shape } from '../shape.ts';
import type { toolbox as chinese } from '../zh-CN/toolbox.ts';

export const toolbox = {
  title: 'Standard toolbox',
  hint: 'The workflows that these customers need most often, offered first on the customer page and when starting one.',
  add: 'Add a workflow',
  remove: 'Remove “{{name}}”',
  retired: 'Retired',
} satisfies Shape<typeof chinese>;
