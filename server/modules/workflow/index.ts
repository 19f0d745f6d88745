import './workflow.handover.service.ts';

export { workflowDefinitionsRouter } from './workflow.design.router.ts';
export { workflowJobs } from './workflow.jobs.ts';
export { ensureReadyWorkflows } from './workflow.ready.service.ts';
export { workflowRouter } from './workflow.router.ts';
