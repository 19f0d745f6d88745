import type { Journey } from '../run.ts';
import { everyPage } from './every-page.ts';

export const journeys: readonly Journey[] = [...everyPage];
