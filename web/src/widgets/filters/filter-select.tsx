import { Select } from 'antd';
import { useClear } from '../../ui/clear.tsx';
import css from './filters.module.css';

type FilterSelectProps = {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
  /** Without it the filter can be cleared. */
  required?: boolean;
};

/** A filter as a chip: quiet while it is off, marked while it narrows the list. */
export function FilterSelect({ label, value, options, onChange, required }: FilterSelectProps) {
  const clear = useClear();
  return (
    <Select
      className={value && !required ? `${css.chip} ${css.on}` : css.chip}
      aria-label={label}
      prefix={<span className={css.label}>{label}</span>}
      value={value ?? null}
      allowClear={required ? false : clear}
      options={options}
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
