export { barredSegments, ownFields, segmentCycles } from './fields.reads.ts';
export { fieldsRouter } from './fields.router.ts';
export { holdDefinitions } from './fields.store.ts';
export { toolboxesRouter } from './fields.toolboxes.router.ts';
export { parseOwnText, parseOwnValue } from './fields.values.rules.ts';
