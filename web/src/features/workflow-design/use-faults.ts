import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { startNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent, WorkflowFault } from '../../../../contract/workflows.design.ts';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import type { T } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';
import { findBranch, findNode } from './tree.ts';
import type { Blank } from './unfinished.ts';

/** Something to be mended, with its reason in words; of a node, of one of its branches, or of a field. */
export type Fault = {
  key: string;
  nodeId: string | null;
  branchId: string | null;
  field: string | null;
  /** What it is called that is at fault. */
  name: string;
  reason: string;
};

const rest = 400;

/** What has to be mended before it can be published: what is blank at once, the rest once the drawing rests. */
export function useFaults(id: string, content: WorkflowContent, blanks: readonly Blank[]) {
  const t = useT();
  const json = useDebounced(
    useMemo(() => JSON.stringify(content), [content]),
    rest,
  );
  const asked = useMemo(() => JSON.parse(json) as WorkflowContent, [json]);
  const check = useQuery(
    api.workflowDefinitions.check.queryOptions({
      input: { id, content: asked },
      enabled: blanks.length === 0,
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  );
  const faults = useMemo(() => {
    const found = blanks.length > 0 ? [] : (check.data?.faults ?? []);
    return [
      ...blanks.map((blank) => blankFault(t, content, blank)),
      ...found.filter((fault) => isThere(content, fault)).map((fault) => serverFault(t, content, fault)),
    ].map((fault, index) => ({ ...fault, key: `${index} ${fault.reason}` }));
  }, [t, content, blanks, check.data]);
  return { faults, names: check.data?.names, isChecked: check.isSuccess && !check.isPlaceholderData };
}

/** What was found wanting a moment ago may be gone by now. */
const isThere = ({ definition }: WorkflowContent, { nodeId }: WorkflowFault) =>
  nodeId === null || nodeId === startNode || findNode(definition.nodes, nodeId) !== undefined;

type Unkeyed = Omit<Fault, 'key'>;

function nameAt(t: T, { definition, form }: WorkflowContent, { nodeId, field }: Pick<Unkeyed, 'nodeId' | 'field'>) {
  const label = field && form.fields.find(({ key }) => key === field.split('.')[0])?.label;
  if (label) return label;
  if (nodeId === startNode) return t('workflows.startNode');
  return (nodeId && findNode(definition.nodes, nodeId)?.name) || t('workflowDesign.faults.form');
}

function serverFault(t: T, content: WorkflowContent, { code, nodeId, field }: WorkflowFault): Unkeyed {
  return {
    ...{ nodeId, field, branchId: null },
    name: nameAt(t, content, { nodeId, field: nodeId === null ? field : null }),
    reason: t(`workflowDesign.faults.codes.${code}`),
  };
}

function blankFault(t: T, content: WorkflowContent, { code, nodeId, branchId, field }: Blank): Unkeyed {
  const branch = nodeId && branchId ? findBranch(content.definition.nodes, nodeId, branchId) : undefined;
  return {
    ...{ nodeId: field ? null : nodeId, field, branchId: branchId ?? null },
    name: branch?.name || nameAt(t, content, { nodeId, field }),
    reason: t(`workflowDesign.faults.blanks.${code}`),
  };
}
