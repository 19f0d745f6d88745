import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { FileUpload } from '../../../widgets/file-upload/file-upload.tsx';
import css from './item-view.module.css';
import { ProofWorkflows } from './proof-workflows.tsx';

type CompleteFormProps = { item: PlanItemDetail; onDone: () => void; onReload: () => void };

/** Own recorded visits of the item's customer, newest first: what most often proves it. */
function useOwnVisits(item: PlanItemDetail) {
  const me = useMe();
  const customerId = item.customer?.id;
  const query = useQuery(
    api.visits.list.queryOptions({
      input: { ownerId: me.id, customerId, state: 'recorded', limit: 5 },
      enabled: Boolean(customerId),
    }),
  );
  return query.data?.items ?? [];
}

/** Completes an item by what proves it: visits, files, or a note. Completing submits it. */
export function CompleteForm({ item, onDone, onReload }: CompleteFormProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const visits = useOwnVisits(item);
  const [visitIds, setVisitIds] = useState<string[]>([]);
  const [workflowIds, setWorkflowIds] = useState<string[]>([]);
  const [files, setFiles] = useState<{ id: string; name: string; size: number }[]>([]);
  const [note, setNote] = useState('');
  const [result, setResult] = useState('');
  const complete = useCommand(api.plans.completeItem, { onSuccess: onDone, onError: () => undefined });
  const hasProof = visitIds.length + workflowIds.length + files.length > 0 || note.trim() !== '';
  const send = () => {
    if (!hasProof || complete.isPending) return;
    complete.mutate({
      id: item.id,
      version: item.version,
      result: result.trim() || null,
      visitIds,
      workflowIds,
      fileIds: files.map((file) => file.id),
      note: note.trim() || undefined,
    });
  };
  return (
    <SubmitKeys onSubmit={send}>
      <div className={css.box}>
        <Grouped label={t('plans.proof')} extra={t('plans.proofHint')}>
          <div className={css.stack}>
            {visits.map((visit) => (
              <Checkbox
                key={visit.id}
                checked={visitIds.includes(visit.id)}
                onChange={({ target }) =>
                  setVisitIds(target.checked ? [...visitIds, visit.id] : visitIds.filter((id) => id !== visit.id))
                }
              >
                {t('plans.proofVisitOn', { day: format.day(visit.visitedOn) })}{' '}
                <span className={css.quiet}>{visit.discussed?.slice(0, 60)}</span>
              </Checkbox>
            ))}
            {item.customer && visits.length === 0 ? (
              <div className={css.line}>
                <span className={css.quiet}>{t('plans.noVisits')}</span>
                <ActionLink place={places.record({ item: item.id })}>{t('plans.recordVisit')}</ActionLink>
              </div>
            ) : null}
            <ProofWorkflows item={item} chosen={workflowIds} onChange={setWorkflowIds} />
            <FileUpload value={files} onChange={setFiles} />
          </div>
        </Grouped>
        <Labelled label={t('plans.note')}>
          {({ id }) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('plans.result')} extra={t('common.optional')}>
          {({ id }) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              value={result}
              onChange={(event) => setResult(event.target.value)}
            />
          )}
        </Labelled>
        <FormAlert error={complete.error} onReload={onReload} />
        <div className={css.line}>
          <Button type="primary" disabled={!hasProof} loading={complete.isPending} onClick={send}>
            {me.supervisor ? t('plans.completeFor', { name: me.supervisor.name }) : t('plans.complete')}
          </Button>
          <Button onClick={onDone}>{t('common.cancel')}</Button>
        </div>
      </div>
    </SubmitKeys>
  );
}
