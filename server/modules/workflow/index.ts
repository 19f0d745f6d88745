import './workflow.handover.service.ts';

export { workflowJobs } from './workflow.jobs.ts';
export { workflowRouter } from './workflow.router.ts';
