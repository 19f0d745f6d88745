import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { Grouped } from '../../../ui/labelled.tsx';
import type { Cost } from '../drafts/draft.ts';
import { newCost } from '../drafts/draft.ts';
import css from './record-form.module.css';
import type { PartProps } from './record-form.tsx';

/** What the visit cost, each amount with its kind. */
export function Costs({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  const { costs } = draft.fields;
  const kinds = draft.facts.lists.filter((entry) => entry.list === 'costKind');
  const change = (place: number, changes: Partial<Cost>) =>
    patch({ costs: costs.map((row, at) => (at === place ? { ...row, ...changes } : row)) });
  return (
    <Grouped label={t('visits.costs')}>
      <div className={css.rows}>
        {costs.map((row, place) => {
          const error = errorAt(`costs.${place}.amount`) ?? errorAt(`costs.${place}.note`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and keep their place
            <div key={place} className={css.line}>
              <Input
                className={css.small}
                inputMode="decimal"
                aria-label={t('visits.amount')}
                aria-invalid={error ? true : undefined}
                placeholder={t('visits.amount')}
                prefix={t('visits.currency')}
                value={row.amount}
                onChange={(event) => change(place, { amount: event.target.value })}
              />
              <Chips label={t('visits.costKind')}>
                {kinds.map((kind) => (
                  <Chip
                    key={kind.id}
                    on={row.kindId === kind.id}
                    onToggle={() => change(place, { kindId: row.kindId === kind.id ? null : kind.id })}
                  >
                    {kind.name}
                  </Chip>
                ))}
              </Chips>
              {row.amount ? (
                <Input
                  className={css.grow}
                  aria-label={t('visits.costNote')}
                  placeholder={t('visits.costNote')}
                  maxLength={200}
                  value={row.note}
                  onChange={(event) => change(place, { note: event.target.value })}
                />
              ) : null}
              {error ? <span role="alert">{error}</span> : null}
            </div>
          );
        })}
        {costs.every((row) => row.amount) ? (
          <div>
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => patch({ costs: [...costs, newCost()] })}>
              {t('visits.addCost')}
            </Button>
          </div>
        ) : null}
      </div>
    </Grouped>
  );
}
