import './workflow.handover.service.ts';

export { workflowDefinitionsRouter } from './workflow.design.router.ts';
export { workflowJobs } from './workflow.jobs.ts';
export { workflowRouter } from './workflow.router.ts';
