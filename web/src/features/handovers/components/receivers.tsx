import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import css from './handovers.module.css';
import type { Plan } from './plan.ts';

type ReceiversProps = {
  plan: Plan;
  personId: string;
  subordinates: boolean;
  onChange: (changes: Partial<Plan>) => void;
};

/** To whom everything goes, and to whom the customers of a region or segment. */
export function Receivers({ plan, personId, subordinates, onChange }: ReceiversProps) {
  const t = useT();
  const { options } = useLists();
  const add = () => {
    const key = Math.max(-1, ...plan.places.map((place) => place.key)) + 1;
    onChange({ places: [...plan.places, { key, entryId: null, to: null }] });
  };
  const set = (key: number, changes: Partial<Plan['places'][number]>) =>
    onChange({ places: plan.places.map((place) => (place.key === key ? { ...place, ...changes } : place)) });
  const entries = [
    { label: t('handovers.byRegion'), options: options('region') },
    { label: t('handovers.bySegment'), options: options('segment') },
  ];
  const people = { subordinates, self: subordinates, except: [personId] };
  return (
    <>
      <div className={css.field}>
        <Labelled label={t('handovers.to')}>
          {(field) => <PersonPicker id={field.id} {...people} value={plan.to} onChange={(to) => onChange({ to })} />}
        </Labelled>
      </div>
      {plan.places.map((place) => (
        <div key={place.key} className={css.place}>
          <Select
            aria-label={t('handovers.byRegion')}
            value={place.entryId}
            options={entries}
            onChange={(entryId) => set(place.key, { entryId })}
          />
          <PersonPicker
            aria-label={t('handovers.to')}
            placeholder={t('handovers.to')}
            {...people}
            value={place.to}
            onChange={(to) => set(place.key, { to })}
          />
          <Button
            style={{ flex: 'none' }}
            icon={<DeleteOutlined />}
            aria-label={t('common.remove')}
            onClick={() => onChange({ places: plan.places.filter((one) => one.key !== place.key) })}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('handovers.byRegion')} / {t('handovers.bySegment')}
      </Button>
      <p className={css.quiet}>{t('handovers.placeHint')}</p>
    </>
  );
}
