import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useT } from '../../lib/texts.ts';
import { useClear } from '../../ui/clear.tsx';

export type CustomerRef = { id: string; name: string };

type CustomerPickerProps = {
  value?: CustomerRef | null;
  onChange?: (customer: CustomerRef | null) => void;
  autoFocus?: boolean;
  disabled?: boolean;
  placeholder?: string;
  /** Set by Form.Item, so that the label belongs to the field. */
  id?: string;
  /** A customer that cannot be chosen, such as the one whose parent is asked for. */
  except?: string;
  'aria-label'?: string;
};

/** Chooses a customer by a part of its name; those touched most recently come first. */
export function CustomerPicker({ value, onChange, except, placeholder, ...rest }: CustomerPickerProps) {
  const t = useT();
  const clear = useClear();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useDebounced(typed.trim());
  const found = useQuery(
    api.customers.suggest.queryOptions({
      input: { q: q || undefined, limit: 12 },
      enabled: open,
      placeholderData: keepPreviousData,
    }),
  );
  const items = (found.data?.items ?? []).filter((item) => item.id !== except);
  const known = value && !items.some((item) => item.id === value.id) && !q ? [value, ...items] : items;
  return (
    <Select
      {...rest}
      allowClear={clear}
      value={value ? { value: value.id, label: value.name } : null}
      labelInValue
      placeholder={placeholder ?? t('customers.picker.placeholder')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      options={known.map((item) => ({ value: item.id, label: item.name }))}
      notFoundContent={found.isFetching ? t('common.loading') : t('customers.picker.nothing')}
      onChange={(chosen) => {
        setTyped('');
        onChange?.(chosen ? { id: chosen.value, name: String(chosen.label) } : null);
      }}
      style={{ width: '100%' }}
    />
  );
}
