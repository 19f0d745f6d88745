import { DownloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { ErrorCode } from '../../../../../contract/errors.ts';
import { errorStatus } from '../../../../../contract/errors.ts';
import type { Flat } from '../../../../../contract/texts/shape.ts';
import type { Import } from '../../../../../contract/transfers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMay } from '../../../lib/me.ts';
import type { LooseT } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Additions } from './additions.tsx';
import type { Outcome } from './import-rows.tsx';
import { ImportRows } from './import-rows.tsx';
import css from './imports.module.css';
import { OutcomeFigures } from './outcome-figures.tsx';

const undoTexts = {
  customers: 'transfers.result.undoCustomers',
  people: 'transfers.result.undoPeople',
  contacts: 'transfers.result.undoParts',
  relationships: 'transfers.result.undoParts',
  teams: 'transfers.result.undoParts',
} as const satisfies Record<Import['kind'], string>;

type ImportResultProps = { data: Import; onRemap: () => void };

/** What became of the rows, the failed ones to mend, and the way back. */
export function ImportResult({ data, onRemap }: ImportResultProps) {
  const t = useT();
  const undone = data.state === 'undone';
  const { create, update, skip, error } = data.counts;
  const [outcome, setOutcome] = useState<Outcome>(
    undone ? 'undone' : error > 0 ? 'error' : create === 0 && update > 0 ? 'update' : 'create',
  );
  const title = undone
    ? 'transfers.result.undoneTitle'
    : data.state === 'failed'
      ? 'transfers.result.failedTitle'
      : 'transfers.result.doneTitle';
  const figures = undone
    ? [
        { outcome: 'undone' as const, label: t('transfers.result.undone'), count: data.counts.undone },
        { outcome: 'kept' as const, label: t('transfers.result.kept'), count: data.counts.kept },
      ]
    : [
        { outcome: 'create' as const, label: t('transfers.result.created'), count: create },
        ...(update > 0 ? [{ outcome: 'update' as const, label: t('transfers.result.updated'), count: update }] : []),
        { outcome: 'skip' as const, label: t('transfers.result.skipped'), count: skip },
        { outcome: 'error' as const, label: t('transfers.result.failed'), count: error },
      ];
  return (
    <Card title={t(title)}>
      {undone ? (
        <p className={css.hint}>
          {t(data.counts.kept === 0 ? 'transfers.result.undoneAll' : 'transfers.result.undoneBody')}
        </p>
      ) : null}
      {data.state === 'failed' ? <Failure failure={data.failure} /> : null}
      <OutcomeFigures chosen={outcome} onChoose={setOutcome} figures={figures} />
      {create > 0 && !undone ? <Additions title={t('transfers.result.additions')} additions={data.additions} /> : null}
      <Actions data={data} onRemap={onRemap} />
      <h3 className={css.heading}>{t('transfers.check.rows')}</h3>
      <ImportRows data={data} mapping={data.mapping} outcome={outcome} />
    </Card>
  );
}

const written = ({ counts }: Import) => counts.create + counts.update;

/** One that failed before it wrote anything begins again at its columns. */
export function canCheckAgain(data: Import): boolean {
  return data.state === 'checked' || (data.state === 'failed' && written(data) === 0);
}

function Failure({ failure }: { failure: string | null }) {
  const t = useT() as LooseT;
  const known = failure !== null && Object.hasOwn(errorStatus, failure);
  const text = known ? (t as LooseT)(`errors.codes.${failure.replace('.', '_') as Flat<ErrorCode>}`) : failure;
  return (
    <Alert
      type="error"
      showIcon
      title={text ?? t('transfers.result.failedTitle')}
      description={t('transfers.result.failedKept')}
    />
  );
}

function Actions({ data, onRemap }: ImportResultProps) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const undo = useCommand(api.transfers.undo, { onError: () => undefined });
  const isUndone = data.state === 'undone';
  const canUndo = (data.state === 'finished' || data.state === 'failed') && written(data) > 0;
  return (
    <>
      <FormAlert error={undo.error} />
      <div className={css.foot}>
        {data.counts.error > 0 && !isUndone ? (
          <Button icon={<DownloadOutlined />} href={`/api/imports/${data.id}/failed.csv`} download>
            {t('transfers.result.failedFile')}
          </Button>
        ) : null}
        {canCheckAgain(data) ? <Button onClick={onRemap}>{t('transfers.check.back')}</Button> : null}
        {isUndone && data.counts.kept === 0 ? null : data.kind !== 'people' ? (
          <Button onClick={() => void navigate({ to: '/customers', search: { sort: 'createdAt' } })}>
            {t('transfers.result.openCustomers')}
          </Button>
        ) : may('org.manage') ? (
          <Button onClick={() => void navigate({ to: '/admin/people' })}>{t('transfers.result.openPeople')}</Button>
        ) : null}
        {canUndo ? (
          <Popconfirm
            title={t('transfers.result.undoTitle')}
            description={<div style={{ maxWidth: 320 }}>{t(undoTexts[data.kind])}</div>}
            okText={t('transfers.result.undoConfirm')}
            okButtonProps={{ danger: true }}
            onConfirm={() => undo.mutate({ id: data.id, version: data.version })}
          >
            <Button danger icon={<RollbackOutlined />} loading={undo.isPending}>
              {t('transfers.result.undo')}
            </Button>
          </Popconfirm>
        ) : null}
        {data.counts.error > 0 && !isUndone ? (
          <span className={css.hint}>{t('transfers.result.failedHint')}</span>
        ) : null}
      </div>
    </>
  );
}
