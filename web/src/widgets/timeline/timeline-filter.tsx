import type { PersonRef } from '../../../../contract/base.ts';
import type { TimelineKind } from '../../../../contract/timeline.ts';
import { timelineKinds } from '../../../../contract/timeline.ts';
import { useT } from '../../lib/texts.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import { PersonPicker } from '../user-picker/person-picker.tsx';
import css from './timeline.module.css';

export type TimelineFilter = { kinds: TimelineKind[]; person: PersonRef | null };
type TimelineFilterProps = { value: TimelineFilter; onChange: (value: TimelineFilter) => void };

/** Narrows a timeline to kinds of events and to what one person did. */
export function TimelineFilters({ value, onChange }: TimelineFilterProps) {
  const t = useT();
  const toggle = (kind: TimelineKind) =>
    onChange({
      ...value,
      kinds: value.kinds.includes(kind) ? value.kinds.filter((one) => one !== kind) : [...value.kinds, kind],
    });
  return (
    <div className={css.filters}>
      <Chips label={t('timeline.filter')}>
        {timelineKinds.map((kind) => (
          <Chip key={kind} on={value.kinds.includes(kind)} onToggle={() => toggle(kind)}>
            {t(`timeline.kinds.${kind}`)}
          </Chip>
        ))}
      </Chips>
      <PersonPicker
        aria-label={t('timeline.by')}
        placeholder={t('timeline.by')}
        className={css.person}
        value={value.person}
        onChange={(person) => onChange({ ...value, person })}
      />
    </div>
  );
}
