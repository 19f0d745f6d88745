import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import css from '../components/relationships.module.css';

type Rules = Outputs['relationships']['rules'];

/** How relationships fade; what has to be covered stands with each segment. */
export default function RelationshipRulesPage() {
  const t = useT();
  const query = useQuery(api.relationships.rules.queryOptions());
  return (
    <Page title={t('relationships.rules.title')} subtitle={t('relationships.rules.hint')}>
      <Loaded query={query}>
        {(rules) => (
          <>
            <Fading key={rules.version} rules={rules} />
            <Card title={t('relationships.rules.coverage')}>
              <p className={css.hint}>{t('relationships.rules.bySegment')}</p>
              <Link to="/admin/segments">{t('shell.menu.segments')}</Link>
            </Card>
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
