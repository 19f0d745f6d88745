export { workflowJobs } from './workflow.jobs.ts';
