import type { Journey } from '../run.ts';
import { everyPage } from './every-page.ts';
import { killed } from './kill.ts';

export const journeys: readonly Journey[] = [...everyPage, ...killed];
