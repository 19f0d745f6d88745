import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Mentions } from 'antd';
import type { MentionsRef } from 'antd/es/mentions';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
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
  // What the list shows is what was found for the words as they stand: nobody is picked from an older list.
  const settled = (typed ?? '') === q && !found.isPlaceholderData && !found.isPending;
  const text = useRef(value.text);
  text.current = value.text;
  const input = useRef<MentionsRef>(null);
  useFollow(input, value.text);
  return (
    <Mentions
      ref={input}
      aria-label={t('customers.timeline.write')}
      placeholder={t('timeline.placeholder')}
      autoFocus={autoFocus}
      autoSize={{ minRows: value.text ? 3 : 1, maxRows: 12 }}
      maxLength={5000}
      value={value.text}
      loading={!settled}
      filterOption={false}
      notFoundContent={t('timeline.nobody')}
      onSearch={setTyped}
      options={people.map((person) => ({
        key: person.id,
        value: person.name,
        label: [person.name, person.post].filter(Boolean).join(' · '),
      }))}
      onSelect={(option) => {
        // The input lengthens the key it was given.
        const person = people.find((one) => option.key?.startsWith(one.id));
        if (person) onChange({ text: text.current, people: [...value.people, person] });
      }}
      onChange={(next) => {
        text.current = next;
        onChange({ ...value, text: next });
      }}
    />
  );
}

/**
 * The input looks for an @ only when a key is let go, which Chinese input methods and phones do not always report:
 * every change of the text is told to it as such a key.
 */
function useFollow(input: RefObject<MentionsRef | null>, text: string) {
  useEffect(() => {
    const area = input.current?.textarea;
    if (!area || document.activeElement !== area || !text) return;
    const key = area.value.charAt((area.selectionStart ?? 0) - 1);
    area.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));
  }, [input, text]);
}
