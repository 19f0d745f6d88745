import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../lib/client.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useT } from '../../lib/texts.ts';
import { Card } from '../../ui/card.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import css from './background.module.css';

/** Own school and former employers, by which one is found as somebody who may know a contact. */
export function Background() {
  const t = useT();
  const query = useQuery(api.relationships.background.queryOptions());
  return (
    <Card title={t('relationships.background.title')}>
      <p className={css.hint}>{t('relationships.background.hint')}</p>
      <Loaded query={query}>{(background) => <Fields key={background.version} background={background} />}</Loaded>
    </Card>
  );
}

function Fields({ background }: { background: Outputs['relationships']['background'] }) {
  const t = useT();
  const { message } = App.useApp();
  const [school, setSchool] = useState(background.school ?? '');
  const [employers, setEmployers] = useState(background.employers);
  const save = useCommand(api.relationships.setBackground, {
    onSuccess: () => void message.success(t('relationships.background.saved')),
    onError: () => undefined,
  });
  const changed =
    school.trim() !== (background.school ?? '') || JSON.stringify(employers) !== JSON.stringify(background.employers);
  return (
    <div className={css.form}>
      <Labelled label={t('relationships.contact.school')}>
        {(ids) => <Input {...ids} maxLength={120} value={school} onChange={(event) => setSchool(event.target.value)} />}
      </Labelled>
      <Labelled label={t('relationships.contact.employers')} extra={t('relationships.contact.employersHint')}>
        {(ids) => (
          <Select
            {...ids}
            mode="tags"
            open={false}
            suffixIcon={null}
            style={{ width: '100%' }}
            maxCount={20}
            value={employers}
            onChange={setEmployers}
          />
        )}
      </Labelled>
      <FormAlert error={save.error} />
      <Button
        type="primary"
        disabled={!changed}
        loading={save.isPending}
        onClick={() => save.mutate({ version: background.version, school: school.trim() || null, employers })}
      >
        {t('common.save')}
      </Button>
    </div>
  );
}
