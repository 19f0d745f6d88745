import { ConfigProvider, Input } from 'antd';
import { useEffect, useRef } from 'react';
import type { FieldError } from '../../../../../contract/errors.ts';
import { useFieldText } from '../../../lib/errors.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import type { Recording } from '../drafts/use-record.ts';
import { CheckInLine } from './check-in-line.tsx';
import { Commitments } from './commitments.tsx';
import { Competitors } from './competitors.tsx';
import { Costs } from './costs.tsx';
import { NextStep } from './next-step.tsx';
import { PeopleMet } from './people-met.tsx';
import css from './record-form.module.css';
import { SaveBar } from './save-bar.tsx';

/** Words of the refusal of a field, by its path in the form. */
export type ErrorAt = (path: string) => string | undefined;
export type PartProps = Pick<Recording, 'draft' | 'patch'> & { errorAt: ErrorAt };

function useErrorAt(fields: FieldError[]): ErrorAt {
  const t = useT();
  const fieldText = useFieldText();
  return (path) => {
    const error = fields.find((each) => each.path === path);
    if (path === 'customerPhone' && error?.code === 'taken') return t('visits.phoneTaken');
    return error && fieldText(error.code, error.params);
  };
}

/** After a refusal the first marked field is shown and takes the focus. */
function useFocusOnRefusal(fields: FieldError[]) {
  const form = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (fields.length === 0) return;
    const marked = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    marked?.scrollIntoView({ block: 'center' });
    marked?.focus({ preventScroll: true });
  }, [fields]);
  return form;
}

function Purpose({ draft, patch }: PartProps) {
  const t = useT();
  const purposes = draft.facts.lists.filter((entry) => entry.list === 'purpose');
  const chosen = draft.fields.purposeId;
  if (purposes.length === 0) return null;
  return (
    <Grouped label={t('visits.purpose')}>
      <Chips label={t('visits.purpose')}>
        {purposes.map((entry) => (
          <Chip
            key={entry.id}
            on={entry.id === chosen}
            onToggle={() => patch({ purposeId: entry.id === chosen ? null : entry.id })}
          >
            {entry.name}
          </Chip>
        ))}
      </Chips>
    </Grouped>
  );
}

function Phone({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  return (
    <Labelled label={t('visits.customerPhone')} extra={t('visits.customerPhoneHint')} error={errorAt('customerPhone')}>
      {(ids) => (
        <Input
          {...ids}
          type="tel"
          inputMode="tel"
          maxLength={40}
          value={draft.fields.customerPhone}
          // A number is replaced as a whole more often than it is mended.
          onFocus={(event) => event.target.select()}
          onChange={(event) => patch({ customerPhone: event.target.value })}
        />
      )}
    </Labelled>
  );
}

/** The whole record on one page, saved once. */
export function RecordForm({ recording }: { recording: Recording }) {
  const t = useT();
  const phone = usePhone();
  const { draft, patch, refusal, isLocked, save } = recording;
  const errorAt = useErrorAt(refusal.fields);
  const form = useFocusOnRefusal(refusal.fields);
  const part: PartProps = { draft, patch, errorAt };
  return (
    <ConfigProvider componentSize={phone ? 'large' : 'middle'}>
      <SubmitKeys onSubmit={() => void save()}>
        <fieldset ref={form} className={css.form} disabled={isLocked} aria-label={t('visits.record')}>
          <div className={css.section}>
            <CheckInLine recording={recording} />
            <Purpose {...part} />
          </div>
          <div className={css.section}>
            <PeopleMet {...part} />
          </div>
          <div className={css.section}>
            <Labelled label={t('visits.discussed')} error={errorAt('discussed')}>
              {(ids) => (
                <Input.TextArea
                  {...ids}
                  autoFocus={!phone}
                  required
                  autoSize={{ minRows: 3, maxRows: 14 }}
                  maxLength={10_000}
                  value={draft.fields.discussed}
                  onChange={(event) => patch({ discussed: event.target.value })}
                />
              )}
            </Labelled>
            <Labelled label={t('visits.needs')} error={errorAt('needs')}>
              {(ids) => (
                <Input.TextArea
                  {...ids}
                  autoSize={{ minRows: 1, maxRows: 8 }}
                  maxLength={5000}
                  value={draft.fields.needs}
                  onChange={(event) => patch({ needs: event.target.value })}
                />
              )}
            </Labelled>
          </div>
          <div className={css.section}>
            <Competitors {...part} />
          </div>
          <div className={css.section}>
            <Commitments {...part} />
          </div>
          <div className={css.section}>
            <NextStep {...part} />
          </div>
          <div className={css.section}>
            <Costs {...part} />
            <Phone {...part} />
          </div>
        </fieldset>
        <SaveBar recording={recording} />
      </SubmitKeys>
    </ConfigProvider>
  );
}
