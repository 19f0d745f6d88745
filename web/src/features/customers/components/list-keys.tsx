import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../../../lib/texts.ts';
import type { Selection } from '../use-selection.ts';
import css from './list.module.css';

const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"]';

/** X selects the row in focus, ? shows the keys, Esc takes the selection away. Never while something is typed. */
export function ListKeys({ selection }: { selection: Selection }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { clear, ids, everything } = selection;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(typing) || document.querySelector('[role="dialog"]:not([aria-hidden="true"])')) return;
      if (event.key === '?') setOpen(true);
      else if (event.key === 'Escape') clear();
      else if (event.key === 'x' || event.key === 'X') {
        const check = target?.closest('tr, li')?.querySelector<HTMLElement>('[data-select]');
        check?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [clear]);
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
        {everything ? t('lists.select.allChosen') : ids.size > 0 ? t('lists.select.chosen', { count: ids.size }) : ''}
      </span>
      {open ? (
        <Modal open title={t('lists.keys.title')} footer={null} onCancel={() => setOpen(false)}>
          <table className={css.keysTable}>
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
