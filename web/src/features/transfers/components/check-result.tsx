import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { Import } from '../../../../../contract/transfers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Additions, bringsEntries } from './additions.tsx';
import type { Outcome } from './import-rows.tsx';
import { ImportRows } from './import-rows.tsx';
import css from './imports.module.css';
import { OutcomeFigures } from './outcome-figures.tsx';

/** What the import would do, row by row; nothing has been written yet. */
export function CheckResult({ data, onRemap }: { data: Import; onRemap: () => void }) {
  const t = useT();
  const { create, update, skip, error, held = 0 } = data.counts;
  const writes = create + update;
  const [outcome, setOutcome] = useState<Outcome>(
    error > 0 ? 'error' : update > 0 ? 'update' : create > 0 ? 'create' : 'skip',
  );
  const [meant, setMeant] = useState(false);
  const mustTick = writes > 0 && bringsEntries(data.additions);
  const again = useCommand(api.transfers.check);
  const run = useCommand(api.transfers.run, { onError: () => undefined });
  return (
    <Card title={t('transfers.check.title')}>
      <OutcomeFigures
        chosen={outcome}
        onChoose={setOutcome}
        figures={[
          { outcome: 'create', label: t('transfers.check.create'), count: create },
          ...(update > 0 ? [{ outcome: 'update' as const, label: t('transfers.check.update'), count: update }] : []),
          {
            outcome: 'skip',
            label: t(data.updateExisting ? 'transfers.check.unchanged' : 'transfers.check.skip'),
            count: skip,
          },
          { outcome: 'error', label: t('transfers.check.error'), count: error },
        ]}
      />
      <Additions title={t('transfers.check.additions')} additions={data.additions} warn />
      {mustTick ? (
        <Checkbox checked={meant} onChange={(event) => setMeant(event.target.checked)}>
          {t('transfers.check.addThem')}
        </Checkbox>
      ) : null}
      {writes === 0 ? <p>{t('transfers.check.nothing')}</p> : null}
      <FormAlert error={run.error} />
      <div className={css.foot}>
        {writes > 0 ? (
          <Button
            type="primary"
            disabled={mustTick && !meant}
            loading={run.isPending}
            onClick={() => run.mutate({ id: data.id, version: data.version })}
          >
            {t('transfers.check.run', { count: writes })}
          </Button>
        ) : null}
        {held > 0 ? (
          <Button
            loading={again.isPending}
            onClick={() =>
              again.mutate({ id: data.id, version: data.version, mapping: data.mapping, acceptSimilar: true })
            }
          >
            {t(data.kind === 'customers' ? 'transfers.check.acceptSimilar' : 'transfers.check.acceptPhones', {
              count: held,
            })}
          </Button>
        ) : null}
        <Button onClick={onRemap}>{t('transfers.check.back')}</Button>
      </div>
      <h3 className={css.heading}>{t('transfers.check.rows')}</h3>
      <ImportRows data={data} mapping={data.mapping} outcome={outcome} />
    </Card>
  );
}
