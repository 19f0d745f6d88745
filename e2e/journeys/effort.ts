import { countEffort } from '../effort.count.ts';
import type { Journey } from '../run.ts';

/** The main line stays as short as it was made. */
export const effort: Journey[] = (['desk', 'phone'] as const).map((where) => ({
  name: `effort of the main line, ${where}`,
  async run({ browser, url }) {
    const { total, lost, holds } = await countEffort(browser, url, where);
    if (!holds) throw new Error(`${JSON.stringify(total)}; lost: ${lost.join(', ') || 'nothing'}`);
    return undefined;
  },
}));
