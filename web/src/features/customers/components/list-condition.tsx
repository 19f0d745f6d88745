import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { FilterCondition, FilterOp, FilterValue } from '../../../../../contract/filters.ts';
import { filterOps, periods } from '../../../../../contract/filters.ts';
import { useT } from '../../../lib/texts.ts';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { FieldInfo } from '../use-list-fields.ts';
import css from './list.module.css';

type ConditionProps = {
  condition: FilterCondition;
  fields: FieldInfo[];
  field: FieldInfo | undefined;
  nameOf: (id: string) => string | null;
  /** Just added: the next thing to say is what it is about. */
  autoFocus: boolean;
  onChange: (condition: FilterCondition) => void;
};

/** The parts of a condition: the field, what is asked of it, and what it is compared with. */
export function Condition({ condition, fields, field, nameOf, autoFocus, onChange }: ConditionProps) {
  const t = useT();
  const { op } = condition;
  return (
    <div className={css.condition}>
      <Select
        aria-label={t('lists.filter.field')}
        autoFocus={autoFocus}
        value={condition.field}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={fields.map(({ key, label }) => ({ value: key, label }))}
        onChange={(key) => {
          const type = fields.find((one) => one.key === key)?.type ?? 'text';
          onChange({ field: key, op: filterOps[type][0], ...(type === 'flag' && { value: true }) });
        }}
      />
      <Select<FilterOp>
        aria-label={t('lists.filter.op')}
        value={op}
        popupMatchSelectWidth={false}
        options={filterOps[field?.type ?? 'text'].map((one) => ({ value: one, label: t(`lists.ops.${one}`) }))}
        onChange={(next) =>
          onChange({ field: condition.field, op: next, ...(field?.type === 'flag' && { value: true }) })
        }
      />
      {field ? (
        <Value
          condition={condition}
          field={field}
          nameOf={nameOf}
          onChange={(value) =>
            onChange({ field: condition.field, op, ...(value !== undefined && value !== null && { value }) })
          }
        />
      ) : null}
    </div>
  );
}

type ValueProps = {
  condition: FilterCondition;
  field: FieldInfo;
  nameOf: (id: string) => string | null;
  onChange: (value: FilterValue | undefined | null) => void;
};

function Value({ condition: { op, value }, field, nameOf, onChange }: ValueProps) {
  const t = useT();
  const label = t('lists.filter.value');
  if (op === 'empty' || op === 'filled' || op === 'me' || op === 'myTeam') return null;
  const many = op === 'oneOf' || op === 'noneOf';
  const ids = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  const refs = ids.map((id) => ({ id, name: nameOf(id) ?? t('lists.filter.hidden'), post: null }));
  const send = (chosen: string[]) => onChange(chosen.length === 0 ? undefined : many ? chosen : chosen[0]);
  if (field.type === 'flag') {
    const words = { true: t('lists.filter.yes'), false: t('lists.filter.no') };
    return (
      <Select
        aria-label={label}
        value={value === false ? 'false' : 'true'}
        options={Object.entries(words).map(([key, word]) => ({ value: key, label: word }))}
        onChange={(chosen) => onChange(chosen === 'true')}
      />
    );
  }
  if (field.type === 'choice') {
    return (
      <Select<string[]>
        aria-label={label}
        className={css.wide}
        mode="multiple"
        maxCount={many ? undefined : 1}
        value={ids}
        showSearch={{ optionFilterProp: 'label' }}
        options={field.options}
        onChange={send}
      />
    );
  }
  if (field.type === 'person') {
    return (
      <div className={css.wide}>
        <PersonPicker
          multiple
          aria-label={label}
          value={refs}
          onChange={(people) => send(people.map(({ id }) => id).slice(many ? 0 : -1))}
        />
      </div>
    );
  }
  if (field.type === 'customer') {
    return (
      <div className={css.wide}>
        <CustomerPicker
          aria-label={label}
          value={refs[0] ?? null}
          onChange={(customer) => send(customer ? [customer.id] : [])}
        />
      </div>
    );
  }
  if (field.type === 'day') return <DayValue op={op} value={value} onChange={onChange} />;
  if (field.type === 'number') return <NumberValue op={op} value={value} onChange={onChange} />;
  return (
    <Input
      aria-label={label}
      className={css.wide}
      maxLength={200}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}

type PlainProps = { op: FilterOp; value: FilterValue | undefined; onChange: ValueProps['onChange'] };

function NumberValue({ op, value, onChange }: PlainProps) {
  const t = useT();
  const list = Array.isArray(value) ? value : [];
  const [from = null, to = null] = list.map((each) => (typeof each === 'number' ? each : null));
  if (op !== 'between') {
    return (
      <InputNumber
        aria-label={t('lists.filter.value')}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  }
  const both = (first: number | null, second: number | null) =>
    onChange(first === null && second === null ? undefined : [first ?? Number.NaN, second ?? Number.NaN]);
  return (
    <>
      <InputNumber aria-label={t('lists.filter.from')} value={from} onChange={(next) => both(next, to)} />
      <InputNumber aria-label={t('lists.filter.to')} value={to} onChange={(next) => both(from, next)} />
    </>
  );
}

function DayValue({ op, value, onChange }: PlainProps) {
  const t = useT();
  if (op === 'within' || op === 'notWithin') return <PeriodValue value={value} onChange={onChange} />;
  if (op === 'between') {
    const [from, to] = Array.isArray(value) ? value.map((day) => dayjs(String(day))) : [];
    return (
      <DatePicker.RangePicker
        aria-label={t('lists.filter.value')}
        value={from && to ? [from, to] : null}
        onChange={(days) => {
          const [first, last] = days ?? [];
          onChange(first && last ? [first.format('YYYY-MM-DD'), last.format('YYYY-MM-DD')] : undefined);
        }}
      />
    );
  }
  return (
    <DatePicker
      aria-label={t('lists.filter.value')}
      format="YYYY-MM-DD"
      value={typeof value === 'string' ? dayjs(value) : null}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
    />
  );
}

const usualDays = 30;

function PeriodValue({ value, onChange }: Omit<PlainProps, 'op'>) {
  const t = useT();
  const moving = typeof value === 'object' && !Array.isArray(value) ? value : null;
  const kind = moving ? ('last' in moving ? 'last' : 'next') : typeof value === 'string' ? value : undefined;
  const days = moving ? ('last' in moving ? moving.last : 'next' in moving ? moving.next : usualDays) : usualDays;
  const send = (chosen: string, count: number) =>
    onChange(chosen === 'last' ? { last: count } : chosen === 'next' ? { next: count } : chosen);
  return (
    <>
      <Select
        aria-label={t('lists.filter.value')}
        value={kind}
        popupMatchSelectWidth={false}
        className={css.period}
        options={[
          { value: 'last', label: t('lists.filter.lastDays') },
          { value: 'next', label: t('lists.filter.nextDays') },
          ...periods.map((period) => ({ value: period, label: t(`lists.periods.${period}`) })),
        ]}
        onChange={(chosen) => send(chosen, days)}
      />
      {moving && kind ? (
        <InputNumber
          aria-label={t('lists.filter.days')}
          min={1}
          max={3660}
          precision={0}
          value={days}
          onChange={(count) => send(kind, count ?? usualDays)}
        />
      ) : null}
    </>
  );
}
