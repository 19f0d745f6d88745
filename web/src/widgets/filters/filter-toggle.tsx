import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import css from './filters.module.css';

type FilterToggleProps = { label: string; on: boolean; onChange: (on: boolean) => void };

/** A filter that is either on or off. */
export function FilterToggle({ label, on, onChange }: FilterToggleProps) {
  return (
    <Button
      className={on ? css.toggled : undefined}
      aria-pressed={on}
      icon={on ? <CheckOutlined aria-hidden /> : undefined}
      onClick={() => onChange(!on)}
    >
      {label}
    </Button>
  );
}
