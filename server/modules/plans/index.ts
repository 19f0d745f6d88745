export { completeWithProof, itemOfVisit } from './plans.completion.service.ts';
export { insertItems } from './plans.create.service.ts';
export { planIntroductions } from './plans.handover.service.ts';
export { plansJobs } from './plans.jobs.ts';
export { plansRouter } from './plans.router.ts';
export { shareMonth } from './plans.store.ts';
