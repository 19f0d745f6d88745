import { FileOutlined, FormOutlined, MessageOutlined, PartitionOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { PlanItemDetail } from '../../../../contract/plans.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { LoadedVisitRecord } from '../visit-record/visit-record.tsx';
import { StatusTag } from '../workflows/status-tag.tsx';
import css from './proofs.module.css';

type Proof = PlanItemDetail['proofs'][number];

function ProofLine({ proof }: { proof: Proof }) {
  const t = useT();
  if (proof.visitId) {
    return (
      <Link to="/visits/$id" params={{ id: proof.visitId }} className={css.link}>
        <FormOutlined aria-hidden /> {t('plans.proofVisit')}
      </Link>
    );
  }
  if (proof.kind === 'workflow') return <WorkflowProof proof={proof} />;
  if (proof.fileId) {
    return (
      <a href={`/api/files/${proof.fileId}/content`} download>
        <FileOutlined aria-hidden /> {proof.title}
      </a>
    );
  }
  return (
    <span className={css.note}>
      <MessageOutlined aria-hidden /> {proof.title}
    </span>
  );
}

function WorkflowProof({ proof: { workflow, title } }: { proof: Proof }) {
  const t = useT();
  if (!workflow)
    return (
      <span className={css.snippet}>
        <PartitionOutlined aria-hidden /> {t('plans.unseenWorkflow')}
      </span>
    );
  return (
    <>
      <Link {...places.workflow(workflow.id)} className={css.link}>
        <PartitionOutlined aria-hidden /> {t('plans.proofWorkflow')}
      </Link>
      <span className={css.snippet}> {title}</span> <StatusTag status={workflow.status} />
    </>
  );
}

/** What proves an item; with `open` the visit records stand here to be read. */
export function Proofs({ proofs, open }: { proofs: Proof[]; open?: boolean }) {
  return (
    <ul className={css.proofs}>
      {proofs.map((proof) => (
        <li key={proof.id}>
          <ProofLine proof={proof} />
          {proof.visitId && !open ? <span className={css.snippet}> {proof.title}</span> : null}
          {open && proof.visitId ? (
            <div className={css.record}>
              <LoadedVisitRecord id={proof.visitId} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
