import { CloseOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { Grouped } from '../../../ui/labelled.tsx';
import type { CompetitorMet } from '../drafts/draft.ts';
import css from './record-form.module.css';
import type { PartProps } from './record-form.tsx';

const chipsShown = 6;

/** Competitors by one click or by a new name, each with its offer; they become intelligence. */
export function Competitors({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  const { competitors } = draft.fields;
  const known = draft.facts.lists.filter((entry) => entry.list === 'competitor');
  const isMet = (entryId: string) => competitors.some((row) => row.competitorId === entryId);
  const change = (place: number, changes: Partial<CompetitorMet>) =>
    patch({ competitors: competitors.map((row, at) => (at === place ? { ...row, ...changes } : row)) });
  const add = (row: CompetitorMet) => patch({ competitors: [...competitors, row] });
  const remove = (place: number) => patch({ competitors: competitors.filter((_, at) => at !== place) });
  return (
    <Grouped label={t('visits.competitors')} extra={t('visits.competitorsHint')}>
      <div className={css.rows}>
        <Chips label={t('visits.competitors')}>
          {known.slice(0, chipsShown).map((entry) => (
            <Chip
              key={entry.id}
              on={isMet(entry.id)}
              onToggle={() =>
                isMet(entry.id)
                  ? patch({ competitors: competitors.filter((row) => row.competitorId !== entry.id) })
                  : add({ competitorId: entry.id, name: entry.name, offer: '' })
              }
            >
              {entry.name}
            </Chip>
          ))}
          <Button type="dashed" shape="round" onClick={() => add({ competitorId: null, name: '', offer: '' })}>
            {t('visits.otherCompetitor')}
          </Button>
        </Chips>
        {competitors.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and keep their place
          <div key={place} className={css.line}>
            <CompetitorName row={row} names={known} onChange={(changes) => change(place, changes)} />
            <Input
              className={css.grow}
              autoFocus={row.competitorId !== null && row.offer === ''}
              aria-label={t('visits.offerOf', { name: row.name })}
              aria-invalid={errorAt(`competitors.${place}.offer`) ? true : undefined}
              placeholder={t('visits.offer')}
              maxLength={1000}
              value={row.offer}
              onChange={(event) => change(place, { offer: event.target.value })}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('common.remove')}
              onClick={() => remove(place)}
            />
          </div>
        ))}
      </div>
    </Grouped>
  );
}

type CompetitorNameProps = {
  row: CompetitorMet;
  names: { id: string; name: string }[];
  onChange: (changes: Partial<CompetitorMet>) => void;
};

/** The name of one from the list, or of one that the list does not have yet. */
function CompetitorName({ row, names, onChange }: CompetitorNameProps) {
  const t = useT();
  if (row.competitorId) return <b>{row.name}</b>;
  return (
    <AutoComplete
      className={css.small}
      autoFocus={row.name === ''}
      aria-label={t('visits.competitorName')}
      placeholder={t('visits.competitorName')}
      value={row.name}
      options={names
        .filter((entry) => row.name && entry.name.toLowerCase().includes(row.name.toLowerCase()))
        .map((entry) => ({ value: entry.name }))}
      onChange={(name) => onChange({ name })}
      onSelect={(name) => {
        const chosen = names.find((entry) => entry.name === name);
        if (chosen) onChange({ competitorId: chosen.id, name: chosen.name });
      }}
    />
  );
}
