import { api } from '../../platform/api.ts';
import { mentionable } from './customers.notes.reads.ts';
import { editNote, removeNote } from './customers.notes.service.ts';

export const notesRouter = {
  mentionable: api.notes.mentionable.handler(({ input, context: { ctx } }) => mentionable(ctx, input)),
  edit: api.notes.edit.handler(({ input, context: { ctx } }) => editNote(ctx, input)),
  remove: api.notes.remove.handler(({ input, context: { ctx } }) => removeNote(ctx, input)),
};
