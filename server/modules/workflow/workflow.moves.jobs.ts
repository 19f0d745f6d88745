import { follow, isStopping } from '../../platform/jobs.ts';
import { moveNext } from './workflow.moves.service.ts';

/** One instance after the other; when the process ends the queue begins it again where it was. */
export const moveInstances = follow('workflow.moveInstances', ['workflow.moveAsked'], async (runtime, event) => {
  while (await moveNext(runtime, event.subject.id)) {
    if (isStopping(runtime)) throw new Error('stopping');
  }
});
