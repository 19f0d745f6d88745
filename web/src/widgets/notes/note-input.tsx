import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Mentions } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useT } from '../../lib/texts.ts';
import type { NoteDraft } from './note-text.ts';

type NoteInputProps = {
  customerId: string;
  value: NoteDraft;
  onChange: (value: NoteDraft) => void;
  autoFocus?: boolean;
};

/** Text in which people who see the customer can be mentioned with @. */
export function NoteInput({ customerId, value, onChange, autoFocus }: NoteInputProps) {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const q = useDebounced(typed ?? '');
  const found = useQuery(
    api.notes.mentionable.queryOptions({
      input: { id: customerId, q: q || undefined },
      enabled: typed !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const people = found.data?.items ?? [];
  return (
    <Mentions
      aria-label={t('customers.timeline.write')}
      placeholder={t('timeline.placeholder')}
      autoFocus={autoFocus}
      autoSize={{ minRows: value.text ? 3 : 1, maxRows: 12 }}
      maxLength={5000}
      value={value.text}
      loading={found.isFetching}
      notFoundContent={t('timeline.nobody')}
      onSearch={setTyped}
      options={people.map((person) => ({
        key: person.id,
        value: person.name,
        label: [person.name, person.post].filter(Boolean).join(' · '),
      }))}
      onSelect={(option) => {
        const person = people.find((one) => one.id === option.key);
        if (person) onChange({ text: value.text, people: [...value.people, person] });
      }}
      onChange={(text) => onChange({ ...value, text })}
    />
  );
}
