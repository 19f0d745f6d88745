import type { Journey } from '../run.ts';
import { everyPage } from './every-page.ts';
import { killed } from './kill.ts';
import { mainLine } from './main-line.ts';

export const journeys: readonly Journey[] = [mainLine, ...everyPage, ...killed];
