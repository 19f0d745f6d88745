import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useT } from '../lib/texts.ts';
import css from './quick-text.module.css';
import { SubmitKeys } from './submit-keys.tsx';

type QuickTextProps = {
  label: string;
  submit: string;
  pending: boolean;
  onSubmit: (text: string) => void;
  onCancel: () => void;
};

/** A short text written inside a list: opens under its row, Ctrl/⌘ Enter sends, Esc closes. */
export function QuickText({ label, submit, pending, onSubmit, onCancel }: QuickTextProps) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  const ready = text.trim() !== '';
  const send = () => {
    if (ready && !pending) onSubmit(text.trim());
  };
  return (
    <SubmitKeys onSubmit={send}>
      <div className={css.quick}>
        <label htmlFor={id}>{label}</label>
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !ready) onCancel();
          }}
        />
        <div className={css.actions}>
          <Button type="primary" size="small" disabled={!ready} loading={pending} onClick={send}>
            {submit}
          </Button>
          <Button size="small" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </SubmitKeys>
  );
}
