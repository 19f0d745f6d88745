import { api } from '../../platform/api.ts';
import { allEntries } from './settings.reads.ts';
import { createEntry, updateEntry } from './settings.service.ts';

export const settingsRouter = {
  lists: api.settings.lists.handler(async ({ context: { ctx } }) => ({ items: await allEntries(ctx.db) })),
  createEntry: api.settings.createEntry.handler(({ input, context: { ctx } }) => createEntry(ctx, input)),
  updateEntry: api.settings.updateEntry.handler(({ input, context: { ctx } }) => updateEntry(ctx, input)),
};
