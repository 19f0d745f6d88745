import './workflow.handover.service.ts';

export { deputiesJobs } from './workflow.deputies.jobs.ts';
export { deputiesRouter } from './workflow.deputies.router.ts';
export { workflowDefinitionsRouter } from './workflow.design.router.ts';
export { workflowDeskRouter } from './workflow.desk.router.ts';
export { workflowJobs } from './workflow.jobs.ts';
export { instancesWithPart, listWithPart } from './workflow.part.reads.ts';
export { ensureReadyWorkflows } from './workflow.ready.service.ts';
export { workflowRouter } from './workflow.router.ts';
