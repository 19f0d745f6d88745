import { useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import type { Pool } from '../../../../../contract/pools.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFieldText } from '../../../lib/errors.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { useChanged, useUnsaved } from '../../../ui/unsaved.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { Draft } from './pool-draft.ts';
import { draftOf, fieldsOf, rulesOf } from './pool-draft.ts';
import { Preview, Rules } from './pool-rules.tsx';
import css from './pools.module.css';

/** One pool beside the list; null for a new one. */
export function PoolDrawer({ pool, onClose }: { pool: Pool | null; onClose: () => void }) {
  const t = useT();
  const isPhone = usePhone();
  return (
    <Drawer
      open
      title={pool ? t('pool.admin.edit') : t('pool.admin.add')}
      size={isPhone ? '100%' : 560}
      onClose={onClose}
    >
      <PoolForm pool={pool} onClose={onClose} />
    </Drawer>
  );
}

function useSave(pool: Pool | null, onClose: () => void) {
  const t = useT();
  const { message } = App.useApp();
  const options = {
    onError: () => undefined,
    onSuccess: () => {
      void message.success(t('pool.admin.saved'));
      onClose();
    },
  };
  const create = useCommand(api.pools.create, options);
  const update = useCommand(api.pools.update, options);
  const [version, setVersion] = useState(pool?.version ?? 1);
  return {
    error: create.error ?? update.error,
    pending: create.isPending || update.isPending,
    save: (draft: Draft) => {
      const fields = fieldsOf(draft, rulesOf(draft));
      if (pool) update.mutate({ id: pool.id, version, ...fields });
      else create.mutate(fields);
    },
    retire: (retired: boolean) => pool && update.mutate({ id: pool.id, version, retired }),
    reload: () => {
      if (pool) setVersion(pool.version);
      update.reset();
    },
  };
}

function PoolForm({ pool, onClose }: { pool: Pool | null; onClose: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(() => draftOf(pool));
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const { error, pending, save, retire, reload } = useSave(pool, onClose);
  useUnsaved(useChanged(draft), { busy: pending });
  const errorOf = useFieldErrors(error);
  const named = Boolean(apiError(error)?.data.fields?.length);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(draft);
      }}
    >
      <Place draft={draft} change={change} errorOf={errorOf} />
      <Limits draft={draft} change={change} />
      <Rules rules={draft.rules} errorOf={errorOf} onChange={(rules) => change({ rules })} />
      <Preview poolId={pool?.id} draft={draft} />
      {named ? null : <FormAlert error={error} onReload={reload} />}
      <div className={css.foot}>
        <Button type="primary" htmlType="submit" loading={pending}>
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {pool?.retired ? <Button onClick={() => retire(false)}>{t('pool.admin.restore')}</Button> : null}
        {pool && !pool.retired ? (
          <Popconfirm
            title={t('pool.admin.retire')}
            description={<p className={css.narrow}>{t('pool.admin.retireHint')}</p>}
            okText={t('pool.admin.retire')}
            onConfirm={() => retire(true)}
          >
            <Button danger disabled={pool.customers > 0} title={pool.customers > 0 ? t('pool.admin.inUse') : undefined}>
              {t('pool.admin.retire')}
            </Button>
          </Popconfirm>
        ) : null}
      </div>
    </form>
  );
}

function useFieldErrors(error: unknown) {
  const fieldText = useFieldText();
  const fields = apiError(error)?.data.fields ?? [];
  return (path: string) => {
    const field = fields.find((one) => one.path === path || one.path.startsWith(`${path}.`));
    if (!field) return undefined;
    // A keeper that was not chosen goes out as an empty id.
    return fieldText(path === 'keeperId' && field.code === 'format' ? 'required' : field.code, field.params);
  };
}

type PartProps = { draft: Draft; change: (changes: Partial<Draft>) => void };
type ErrorOf = (path: string) => string | undefined;

function Place({ draft, change, errorOf }: PartProps & { errorOf: ErrorOf }) {
  const t = useT();
  const { options } = useLists();
  const departments = useQuery(api.org.departments.queryOptions()).data?.items ?? [];
  const entry = (list: 'segment' | 'region', name: 'segmentId' | 'regionId', any: string) => (
    <Labelled label={t(`customers.fields.${list}`)} error={errorOf(name)}>
      {(field) => (
        <Select
          {...field}
          className={css.wide}
          value={draft[name] ?? ''}
          options={[{ value: '', label: any }, ...options(list, draft[name])]}
          onChange={(value) => change({ [name]: value || null })}
        />
      )}
    </Labelled>
  );
  return (
    <div className={css.fields}>
      <Labelled label={t('pool.admin.name')} error={errorOf('name')}>
        {(field) => (
          <Input
            {...field}
            autoComplete="off"
            maxLength={80}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Labelled>
      <div className={css.two}>
        {entry('segment', 'segmentId', t('pool.admin.anySegment'))}
        {entry('region', 'regionId', t('pool.admin.anyRegion'))}
      </div>
      <Labelled label={t('pool.admin.keeper')} error={errorOf('keeperId')}>
        {(field) => (
          <>
            <PersonPicker id={field.id} value={draft.keeper} onChange={(keeper) => change({ keeper })} />
            <p className={css.quiet}>{t('pool.admin.keeperHint')}</p>
          </>
        )}
      </Labelled>
      <Labelled
        label={t('pool.admin.departments')}
        extra={t('pool.admin.departmentsHint')}
        error={errorOf('departmentIds')}
      >
        {(field) => (
          <Select
            {...field}
            className={css.wide}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.departmentIds}
            options={departments.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(departmentIds) => change({ departmentIds })}
          />
        )}
      </Labelled>
    </div>
  );
}

function Limits({ draft, change }: PartProps) {
  const t = useT();
  const limit = (name: 'maxOwned' | 'maxClaimsADay', label: string) => (
    <Labelled label={label}>
      {(field) => (
        <InputNumber
          {...field}
          className={css.wide}
          min={1}
          max={10_000}
          precision={0}
          placeholder={t('pool.admin.noLimit')}
          value={draft[name]}
          onChange={(value) => change({ [name]: value })}
        />
      )}
    </Labelled>
  );
  const days = (name: 'coolingDays' | 'warnDays', label: string, max: number) => (
    <Labelled label={label}>
      {(field) => (
        <InputNumber
          {...field}
          className={css.wide}
          min={0}
          max={max}
          precision={0}
          value={draft[name]}
          onChange={(value) => change({ [name]: value ?? 0 })}
        />
      )}
    </Labelled>
  );
  return (
    <div className={css.two}>
      {limit('maxOwned', t('pool.admin.maxOwned'))}
      {limit('maxClaimsADay', t('pool.admin.maxClaims'))}
      {days('coolingDays', t('pool.admin.cooling'), 3650)}
      {days('warnDays', t('pool.admin.warn'), 365)}
    </div>
  );
}
