import type { PersonRef } from '../../../../contract/base.ts';
import type { DefinitionDetail, WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { WorkflowFamily } from '../../../../contract/workflows.ts';

/** All of a workflow that can be changed, and undone. */
export type Drawn = { name: string; family: WorkflowFamily; owner: PersonRef; content: WorkflowContent };

export const drawnOf = ({ name, family, owner, draft }: DefinitionDetail): Drawn => ({
  name,
  family,
  owner,
  content: draft,
});

/** What stays in this browser while the server has not got it, and which version it was drawn upon. */
export type Kept = { version: number; drawn: Drawn };

/** What to go on with: what was not saved the last time, otherwise what the server has. */
export function beginWith(detail: DefinitionDetail, kept: Kept | null) {
  const server = drawnOf(detail);
  const saved = JSON.stringify(server);
  if (!kept) return { drawn: server, version: detail.version, saved };
  // Upon an older version it is saved as such, so that the server says that somebody else has changed it.
  return { drawn: kept.drawn, version: kept.version, saved: kept.version === detail.version ? saved : '' };
}
