import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../../lib/texts.ts';
import css from './list-keys.module.css';

const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"]';

type ListKeysProps = {
  onClear: () => void;
  /** What is chosen, for screen readers. */
  said: string;
};

/** X selects the row in focus, ? shows the keys, Esc takes the selection away. Never while something is typed. */
export function ListKeys({ onClear, said }: ListKeysProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(typing) || document.querySelector('[role="dialog"]:not([aria-hidden="true"])')) return;
      if (event.key === '?') setOpen(true);
      else if (event.key === 'Escape') onClear();
      else if (event.key === 'x' || event.key === 'X') {
        const check = target?.closest('tr, li')?.querySelector<HTMLElement>('[data-select]');
        check?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onClear]);
  const lines = [
    ['J / K', t('lists.keys.walk')],
    ['Enter', t('lists.keys.open')],
    ['X', t('lists.keys.select')],
    [`Shift X, ${t('lists.keys.shiftClick')}`, t('lists.keys.range')],
    ['/', t('lists.keys.search')],
    ['?', t('lists.keys.help')],
    ['Esc', t('lists.keys.close')],
  ];
  return (
    <>
      <span className="sr-only" role="status">
        {said}
      </span>
      {open ? (
        <Modal open title={t('lists.keys.title')} footer={null} onCancel={() => setOpen(false)}>
          <table className={css.table}>
            <tbody>
              {lines.map(([key, words]) => (
                <tr key={key}>
                  <td>
                    <kbd>{key}</kbd>
                  </td>
                  <td>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Modal>
      ) : null}
    </>
  );
}
