import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../contract/base.ts';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { useClear } from '../../ui/clear.tsx';
import { Avatar } from '../../ui/person-name.tsx';
import css from './person-picker.module.css';

type Shared = {
  /** Only people below the signed-in person. */
  subordinates?: boolean;
  /** With `subordinates`: the signed-in person can be chosen as well. */
  self?: boolean;
  except?: string[];
  placeholder?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  allowClear?: boolean;
  variant?: 'outlined' | 'borderless' | 'filled';
  id?: string;
  className?: string;
  'aria-label'?: string;
};
type One = { multiple?: false; value?: PersonRef | null; onChange?: (person: PersonRef | null) => void };
type Many = { multiple: true; value?: PersonRef[]; onChange?: (people: PersonRef[]) => void };

type Colleague = PersonRef & { department?: string | null };

function usePeople({ subordinates, self, except = [] }: Shared, selected: Colleague[], typed: string, open: boolean) {
  const me = useMe();
  const q = useDebounced(typed.trim());
  const found = useQuery(
    api.org.colleagues.queryOptions({
      input: { q: q || undefined, subordinates: subordinates ? 'true' : undefined, limit: 50 },
      enabled: open,
      placeholderData: keepPreviousData,
    }),
  );
  const own: Colleague[] = self && me.name.includes(q) ? [{ id: me.id, name: me.name, post: me.post }] : [];
  const people = new Map<string, Colleague>();
  for (const person of [...own, ...(found.data?.items ?? [])])
    if (!people.has(person.id)) people.set(person.id, person);
  // Those already chosen stay on the list only while nothing is typed, or they would look like finds.
  if (!q) for (const person of selected) if (!people.has(person.id)) people.set(person.id, person);
  for (const id of except) people.delete(id);
  return { people, searching: found.isFetching };
}

/** Chooses one colleague, or several with `multiple`, by name or login. */
export function PersonPicker(props: Shared & (One | Many)) {
  const { placeholder, autoFocus, disabled, allowClear = true, variant, id } = props;
  const t = useT();
  const clear = useClear();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const selected: Colleague[] = props.multiple ? (props.value ?? []) : props.value ? [props.value] : [];
  const { people, searching } = usePeople(props, selected, typed, open);
  const refOf = (personId: string): PersonRef | undefined =>
    people.get(personId) ?? selected.find((person) => person.id === personId);
  const choose = (chosen: { value: string }[]) => {
    const refs = chosen.flatMap(({ value }) => refOf(value) ?? []);
    if (props.multiple) props.onChange?.(refs);
    else props.onChange?.(refs[0] ?? null);
    setTyped('');
  };
  const values = selected.map((person) => ({ value: person.id, label: person.name }));
  return (
    <Select<{ value: string; label: string } | { value: string; label: string }[]>
      id={id}
      className={props.className}
      aria-label={props['aria-label']}
      autoFocus={autoFocus}
      disabled={disabled}
      variant={variant}
      allowClear={allowClear && clear}
      mode={props.multiple ? 'multiple' : undefined}
      labelInValue
      value={props.multiple ? values : (values[0] ?? null)}
      placeholder={placeholder ?? t('org.picker.placeholder')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      options={[...people.values()].map((person) => ({ value: person.id, label: person.name }))}
      optionRender={({ value }) => <Choice person={refOf(String(value))} />}
      notFoundContent={searching ? t('common.loading') : t('org.picker.nothing')}
      onChange={(chosen) => choose(chosen ? [chosen].flat() : [])}
      style={{ width: '100%' }}
    />
  );
}

function Choice({ person }: { person: Colleague | undefined }) {
  if (!person) return null;
  const where = [person.post, person.department].filter(Boolean).join(' · ');
  return (
    <span className={css.choice}>
      <Avatar name={person.name} />
      <span>{person.name}</span>
      {where ? <span className={css.where}>{where}</span> : null}
    </span>
  );
}
