import type { Shape } from '../shape.ts';
import type { search as chinese } from '../zh-CN/search.ts';

export const search = {
  placeholder: 'Search customers, contacts, plans, or type a command',
  title: 'Search and commands',
  open: 'Open search',
  nothing: 'Nothing found for “{{q}}”',
  types: {
    customer: 'Customer',
    contact: 'Contact',
    planItem: 'Plan item',
  },
  goTo: 'Go to {{place}}',
  setLanguage: 'Language: {{name}}',
  setTheme: 'Theme: {{name}}',
  hint: '↑ ↓ to choose, Enter to open, Esc to close',
} satisfies Shape<typeof chinese>;
