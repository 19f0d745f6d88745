import { useQuery } from '@tanstack/react-query';
import { App, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { CoverageTable } from '../components/coverage-table.tsx';
import css from '../components/relationships.module.css';

type Rules = Outputs['relationships']['rules'];

/** How relationships fade, and what has to be covered in each segment. */
export default function RelationshipRulesPage() {
  const t = useT();
  const query = useQuery(api.relationships.rules.queryOptions());
  return (
    <Page title={t('relationships.rules.title')} subtitle={t('relationships.rules.hint')}>
      <Loaded query={query}>
        {(rules) => (
          <>
            <Fading key={rules.version} rules={rules} />
            <Coverage rules={rules} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Fading({ rules }: { rules: Rules }) {
  const t = useT();
  const { message } = App.useApp();
  const [days, setDays] = useState<number | null>(rules.decayDays);
  const save = useCommand(api.relationships.setRules, {
    onSuccess: () => void message.success(t('relationships.rules.saved')),
    onError: () => undefined,
  });
  return (
    <Card title={t('relationships.rules.fading')} className={css.card}>
      <Labelled label={t('relationships.rules.days')}>
        {(ids) => <InputNumber {...ids} min={7} max={3650} precision={0} value={days} onChange={setDays} />}
      </Labelled>
      <p className={css.hint}>{t('relationships.matrix.rule', { days: days ?? rules.decayDays })}</p>
      <FormAlert error={save.error} />
      <div className={css.foot}>
        <Button
          type="primary"
          disabled={days === null || days === rules.decayDays}
          loading={save.isPending}
          onClick={() => save.mutate({ version: rules.version, decayDays: days ?? rules.decayDays })}
        >
          {t('common.save')}
        </Button>
      </div>
    </Card>
  );
}

function Coverage({ rules }: { rules: Rules }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const options = useLists().options('segment');
  const chosen = options.find(({ value }) => value === search.segment)?.value ?? options[0]?.value;
  return (
    <Card title={t('relationships.rules.coverage')}>
      <p className={css.hint}>{t('relationships.rules.coverageHint')}</p>
      {chosen ? (
        <div className={css.form}>
          <Labelled label={t('relationships.rules.segment')}>
            {(ids) => (
              <Select
                {...ids}
                style={{ width: '100%', maxWidth: 320 }}
                value={chosen}
                options={options}
                onChange={(segment) => setSearch({ segment })}
              />
            )}
          </Labelled>
          <CoverageTable key={chosen} segmentId={chosen} rules={rules} />
        </div>
      ) : (
        <EmptyState compact title={t('relationships.rules.noSegments')} />
      )}
    </Card>
  );
}
