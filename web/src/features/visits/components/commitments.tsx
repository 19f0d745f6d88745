import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { addDays, mondayOf } from '../../../lib/days.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped } from '../../../ui/labelled.tsx';
import { DateChips } from '../../../widgets/date-chips/date-chips.tsx';
import { findDay } from '../../../widgets/planning-line/day-words.ts';
import type { Commitment } from '../drafts/draft.ts';
import { newCommitment } from '../drafts/draft.ts';
import { PlanToggle } from './plan-toggle.tsx';
import css from './record-form.module.css';
import type { PartProps } from './record-form.tsx';

/** The day that the words of a promise name, from the visit's day on. */
export function useDayIn(): (words: string) => string | null {
  const { today } = useMe().company;
  return (words) => findDay(words, { today, week: mondayOf(addDays(today, 0)) });
}

/** What we and they promised, each with its day; ours become plan items of that day. */
export function Commitments({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  const { commitments } = draft.fields;
  const change = (place: number, changes: Partial<Commitment>) =>
    patch({ commitments: commitments.map((row, at) => (at === place ? { ...row, ...changes } : row)) });
  const add = (side: Commitment['side']) => patch({ commitments: [...commitments, newCommitment(side)] });
  return (
    <Grouped label={t('visits.commitments')}>
      <div className={css.rows}>
        {commitments.map((row, place) => (
          <CommitmentRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and keep their place
            key={place}
            row={row}
            error={errorAt(`commitments.${place}.text`) ?? errorAt(`commitments.${place}.dueOn`)}
            onChange={(changes) => change(place, changes)}
            onRemove={() => patch({ commitments: commitments.filter((_, at) => at !== place) })}
          />
        ))}
        <div className={css.line}>
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add('ours')}>
            {t('visits.sides.ours')}
          </Button>
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add('theirs')}>
            {t('visits.sides.theirs')}
          </Button>
        </div>
      </div>
    </Grouped>
  );
}

type CommitmentRowProps = {
  row: Commitment;
  error: string | undefined;
  onChange: (changes: Partial<Commitment>) => void;
  onRemove: () => void;
};

function CommitmentRow({ row, error, onChange, onRemove }: CommitmentRowProps) {
  const t = useT();
  const dayIn = useDayIn();
  const side = t(`visits.sides.${row.side}`);
  return (
    <div className={css.bordered}>
      <div className={css.line}>
        <span>{side}</span>
        <Input
          className={css.grow}
          aria-label={t('visits.commitmentOf', { side })}
          aria-invalid={error ? true : undefined}
          placeholder={t(`visits.commitmentHints.${row.side}`)}
          maxLength={300}
          value={row.text}
          onChange={({ target: { value } }) =>
            onChange({ text: value, ...(row.isDueChosen ? {} : { dueOn: dayIn(value) }) })
          }
        />
        <Button type="text" icon={<CloseOutlined />} aria-label={t('common.remove')} onClick={onRemove} />
      </div>
      <div className={css.line}>
        <DateChips
          label={t('visits.dueOn', { side })}
          value={row.dueOn}
          onChange={(dueOn) => onChange({ dueOn, isDueChosen: true })}
        />
        {row.side === 'ours' && row.dueOn ? (
          <PlanToggle day={row.dueOn} on={row.plan} onChange={(plan) => onChange({ plan })} />
        ) : null}
      </div>
      {error ? <span role="alert">{error}</span> : null}
    </div>
  );
}
