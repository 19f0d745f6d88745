import { readBpmn, writeBpmn } from '../../platform/bpmn.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import type { Imported } from './workflow.bpmn.import.rules.ts';
import { contentFrom } from './workflow.bpmn.import.rules.ts';
import { bpmnOf } from './workflow.bpmn.write.rules.ts';
import { drawingOf, judge } from './workflow.design.reads.ts';
import { hinders, refusalOf } from './workflow.design.rules.ts';

/** What is drawn, as a file; a drawing that cannot be walked cannot be written either. */
export async function toBpmn({ db }: Ctx, id: string): Promise<{ name: string; xml: string }> {
  const { name, draft } = await drawingOf(db, id);
  const { faults } = await judge(db, draft, id);
  const refusal = refusalOf(
    draft,
    faults.filter((fault) => hinders(fault) && fault.code !== 'empty' && fault.code !== 'keyTwice'),
  );
  if (refusal) throw refusal;
  return { name, xml: await writeBpmn(bpmnOf(id, name, draft)) };
}

/** Reads a file and keeps nothing. People who are to be chosen are meanwhile the reader. */
export async function fromBpmn({ actor }: Ctx, xml: string): Promise<Imported> {
  const root = await readBpmn(xml);
  ensure(root, 'workflow.bpmnUnreadable');
  return contentFrom(root, actor.id);
}
