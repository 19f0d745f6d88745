import { SearchOutlined } from '@ant-design/icons';
import type { InputRef } from 'antd';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '../../lib/debounce.ts';

type SearchBoxProps = {
  label: string;
  q: string | undefined;
  onChange: (q: string | undefined) => void;
  className?: string;
};

/** What a list is searched by, written to the address once the typing rests; / goes there. */
export function SearchBox({ label, q, onChange, className }: SearchBoxProps) {
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState(q ?? '');
  const rested = useDebounced(typed.trim(), 250);
  const written = useRef(q ?? '');
  useEffect(() => {
    if (rested === written.current) return;
    written.current = rested;
    onChange(rested || undefined);
  }, [rested, onChange]);
  useEffect(() => {
    // The address changed by other means (back, "clear"): the box follows.
    if ((q ?? '') === written.current) return;
    written.current = q ?? '';
    setTyped(q ?? '');
  }, [q]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey) return;
      if ((event.target as Element).closest('input, textarea, [contenteditable="true"]')) return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <Input
      ref={box}
      className={className}
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
