import { Input, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped } from '../../../ui/labelled.tsx';
import { DateChips } from '../../../widgets/date-chips/date-chips.tsx';
import { findTime } from '../../../widgets/planning-line/time-words.ts';
import { useDayIn } from './commitments.tsx';
import { PlanToggle } from './plan-toggle.tsx';
import css from './record-form.module.css';
import type { PartProps } from './record-form.tsx';

/** What comes next and when; it stands on the archive and goes into the plan. */
export function NextStep({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  const dayIn = useDayIn();
  const phone = usePhone();
  const { nextStep, nextStepOn, nextStepTime, isNextStepChosen, planNextStep } = draft.fields;
  const error = errorAt('nextStep') ?? errorAt('nextStepOn') ?? errorAt('nextStepTime');
  const write = (value: string) =>
    patch({
      nextStep: value,
      ...(isNextStepChosen ? {} : { nextStepOn: dayIn(value), nextStepTime: findTime(value) }),
    });
  return (
    <Grouped label={t('visits.nextStep')} error={error}>
      <div className={css.rows}>
        <Input
          aria-label={t('visits.nextStep')}
          aria-invalid={error ? true : undefined}
          placeholder={t('visits.nextStepHint')}
          maxLength={200}
          value={nextStep}
          onChange={(event) => write(event.target.value)}
        />
        <div className={css.line}>
          <DateChips
            label={t('visits.nextStepOn')}
            value={nextStepOn}
            onChange={(day) => patch({ nextStepOn: day, isNextStepChosen: true })}
          />
          {nextStepOn ? (
            <TimePicker
              size={phone ? 'large' : 'small'}
              aria-label={t('visits.nextStepTime')}
              placeholder={t('visits.time')}
              format="HH:mm"
              minuteStep={15}
              needConfirm={false}
              value={nextStepTime ? dayjs(`2000-01-01T${nextStepTime}`) : null}
              onChange={(time) => patch({ nextStepTime: time ? time.format('HH:mm') : null, isNextStepChosen: true })}
              style={{ width: 100 }}
            />
          ) : null}
          {nextStepOn && nextStep.trim() ? (
            <PlanToggle day={nextStepOn} on={planNextStep} onChange={(on) => patch({ planNextStep: on })} />
          ) : null}
        </div>
      </div>
    </Grouped>
  );
}
