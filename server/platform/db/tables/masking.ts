import type { Day } from './types.ts';

export type PhoneRevealsTable = { user_id: string; day: Day; subject_id: string };
