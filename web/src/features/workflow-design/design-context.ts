import { createContext, use } from 'react';
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { Drawn } from './drawn.ts';
import type { Change } from './use-drawing.ts';
import type { Fault } from './use-faults.ts';
import type { Words } from './words.ts';

export type Ref = { id: string; name: string };

export type Design = {
  id: string;
  drawn: Drawn;
  words: Words;
  faults: readonly Fault[];
  change: Change;
  /** What ids stand for that were chosen just now. */
  learn: (refs: readonly Ref[]) => void;
};

export const DesignContext = createContext<Design | null>(null);

export function useDesign() {
  const design = use(DesignContext);
  if (!design) throw new Error('outside of a design');
  const { change, drawn } = design;
  const changeContent = (next: (content: WorkflowContent) => WorkflowContent, tag?: string) =>
    change((before) => ({ ...before, content: next(before.content) }), tag);
  return {
    ...design,
    ...drawn.content,
    changeContent,
    changeNodes: (next: (nodes: WorkflowNode[]) => WorkflowNode[], tag?: string) =>
      changeContent(
        (content) => ({ ...content, definition: { ...content.definition, nodes: next(content.definition.nodes) } }),
        tag,
      ),
  };
}
