export { settingsRouter } from './settings.router.ts';
export { ensureEntry, entriesIn, entryNames } from './settings.service.ts';
