import { api } from '../../platform/api.ts';
import { arrange, createSection, removeSection, updateSection } from './fields.layout.service.ts';
import { fieldCatalogue, fieldState } from './fields.reads.ts';
import { updateSegment } from './fields.segments.service.ts';
import { createField, updateField } from './fields.service.ts';

export const fieldsRouter = {
  catalogue: api.fields.catalogue.handler(({ context: { ctx } }) => fieldCatalogue(ctx.db, ctx.actor)),
  state: api.fields.state.handler(({ context: { ctx } }) => fieldState(ctx.db)),
  createField: api.fields.createField.handler(({ input, context: { ctx } }) => createField(ctx, input)),
  updateField: api.fields.updateField.handler(({ input, context: { ctx } }) => updateField(ctx, input)),
  arrange: api.fields.arrange.handler(({ input, context: { ctx } }) => arrange(ctx, input)),
  createSection: api.fields.createSection.handler(({ input, context: { ctx } }) => createSection(ctx, input)),
  updateSection: api.fields.updateSection.handler(({ input, context: { ctx } }) => updateSection(ctx, input)),
  removeSection: api.fields.removeSection.handler(({ input, context: { ctx } }) => removeSection(ctx, input)),
  updateSegment: api.fields.updateSegment.handler(({ input, context: { ctx } }) => updateSegment(ctx, input)),
};
