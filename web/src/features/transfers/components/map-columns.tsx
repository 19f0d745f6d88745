import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { Import } from '../../../../../contract/transfers.ts';
import { importRequired } from '../../../../../contract/transfers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { Mapping } from '../import-mapping.ts';
import { fieldOf, withField } from '../import-mapping.ts';
import { useImportFields } from '../use-import-fields.ts';
import css from './imports.module.css';

type MapColumnsProps = { data: Import; onStarted: () => void };

/** Which column is what; what was recognised is filled in. Ends in the dry run. */
export function MapColumns({ data, onStarted }: MapColumnsProps) {
  const t = useT();
  const me = useMe();
  const [mapping, setMapping] = useState<Mapping>(data.mapping);
  const { labelOf } = useImportFields(data.kind);
  const [owner, setOwner] = useState<PersonRef | null>(null);
  const [updateExisting, setUpdateExisting] = useState(data.updateExisting);
  const check = useCommand(api.transfers.check, { onSuccess: onStarted, onError: () => undefined });
  const missing = importRequired[data.kind].find((field) => !(field in mapping));
  const isCustomers = data.kind === 'customers';
  const submit = () =>
    check.mutate({
      id: data.id,
      version: data.version,
      mapping,
      ...(owner ? { defaultOwnerId: owner.id } : {}),
      ...(updateExisting ? { updateExisting } : {}),
    });
  return (
    <Card
      title={t('transfers.map.title')}
      extra={t('transfers.map.encoding', { encoding: data.encoding, count: data.total })}
    >
      <p className={css.hint}>{t('transfers.map.hint')}</p>
      <Columns data={data} mapping={mapping} onChange={setMapping} />
      {isCustomers && me.hasSubordinates ? (
        <div className={css.owner}>
          <label htmlFor="default-owner">{t('transfers.map.defaultOwner')}</label>
          <div className={css.ownerPicker}>
            <PersonPicker
              id="default-owner"
              subordinates
              placeholder={t('transfers.map.me')}
              value={owner}
              onChange={setOwner}
            />
          </div>
        </div>
      ) : null}
      {data.kind !== 'people' ? (
        <div className={css.update}>
          <Checkbox checked={updateExisting} onChange={(event) => setUpdateExisting(event.target.checked)}>
            {t(isCustomers ? 'transfers.map.updateExisting' : 'transfers.map.updateParts')}
          </Checkbox>
          <span className={css.hint}>
            {t(isCustomers ? 'transfers.map.updateHint' : 'transfers.map.updatePartsHint')}
          </span>
        </div>
      ) : null}
      <FormAlert error={check.error} />
      <div className={css.foot}>
        <Button type="primary" disabled={missing !== undefined} loading={check.isPending} onClick={submit}>
          {t('transfers.map.check')}
        </Button>
        {missing === undefined ? (
          <span className={css.hint}>{t('transfers.map.checkHint')}</span>
        ) : (
          <span className={css.problem} role="alert">
            {t('transfers.map.required', { field: labelOf(missing) })}
          </span>
        )}
      </div>
    </Card>
  );
}

type ColumnsProps = { data: Import; mapping: Mapping; onChange: (mapping: Mapping) => void };

function Columns({ data, mapping, onChange }: ColumnsProps) {
  const t = useT();
  const clear = useClear();
  const { options } = useImportFields(data.kind);
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('transfers.map.column')}</th>
            <th scope="col">{t('transfers.map.field')}</th>
            <th scope="col">{t('transfers.map.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {data.columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position; files repeat names
            <tr key={index}>
              <th scope="row">{column || t('transfers.map.emptyCell')}</th>
              <td>
                <Select
                  className={css.field}
                  aria-label={`${t('transfers.map.field')} ${column}`}
                  allowClear={clear}
                  placeholder={t('transfers.map.skip')}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={options}
                  value={fieldOf(mapping, index)}
                  onChange={(field: string | undefined) => onChange(withField(mapping, index, field ?? null))}
                />
              </td>
              <td className={css.sample}>
                {data.sample
                  .slice(0, 3)
                  .map((row) => row[index] || t('transfers.map.emptyCell'))
                  .join(` ${t('common.separator')} `)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
