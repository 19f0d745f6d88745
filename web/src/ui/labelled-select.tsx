import type { SelectProps } from 'antd';
import { Select } from 'antd';
import type { LabelledProps } from './labelled.tsx';
import { Labelled } from './labelled.tsx';

type LabelledSelectProps<V> = Omit<LabelledProps, 'children'> & Omit<SelectProps<V>, 'id' | 'style'>;

/** A choice from a list, with its label above and its error below. */
export function LabelledSelect<V>({ label, extra, error, ...select }: LabelledSelectProps<V>) {
  return (
    <Labelled label={label} extra={extra} error={error}>
      {(ids) => <Select<V> {...ids} {...select} style={{ width: '100%' }} />}
    </Labelled>
  );
}
