export type SegmentWorkflowsTable = { segment_id: string; definition_id: string; position: number };
