import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import type { Column } from '../list-state.ts';
import { columnsOf } from '../list-state.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';

type Props = { search: Search; setSearch: (changes: Search) => void };

/** Which columns the list shows, and in which order. */
export function ListColumns({ search, setSearch }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<TableOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('lists.columns.title')}
      </Button>
      {open ? (
        <Chooser
          chosen={columnsOf(search)}
          onClose={() => setOpen(false)}
          onApply={(columns) => {
            setSearch({ columns: columns?.join(',') });
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

type ChooserProps = {
  chosen: readonly Column[];
  onClose: () => void;
  onApply: (columns: readonly Column[] | undefined) => void;
};

function Chooser({ chosen, onClose, onApply }: ChooserProps) {
  const t = useT();
  const { fields } = useListFields();
  const [columns, setColumns] = useState(chosen);
  const offered = fields.filter((field) => field.column && field.key !== 'name');
  const shown = columns.flatMap((key) => offered.find((field) => field.key === key) ?? []);
  const rest = offered.filter((field) => !shown.includes(field));
  const move = (key: Column, step: -1 | 1) => {
    const at = columns.indexOf(key);
    const other = columns[at + step];
    if (other !== undefined) setColumns(columns.with(at, other).with(at + step, key));
  };
  return (
    <Modal
      open
      title={t('lists.columns.title')}
      okText={t('lists.filter.apply')}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => onApply(columns)}
    >
      <div className={css.columns}>
        {[...shown, ...rest].map(({ key, label }) => {
          const column = key as Column;
          const at = columns.indexOf(column);
          return (
            <div key={key} className={css.columnLine}>
              <Checkbox
                checked={at >= 0}
                onChange={() => setColumns(at >= 0 ? columns.toSpliced(at, 1) : [...columns, column])}
              >
                {label}
              </Checkbox>
              {at >= 0 ? (
                <span>
                  <Button
                    type="text"
                    size="small"
                    disabled={at === 0}
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('lists.columns.up', { name: label })}
                    onClick={() => move(column, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    disabled={at === columns.length - 1}
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('lists.columns.down', { name: label })}
                    onClick={() => move(column, 1)}
                  />
                </span>
              ) : null}
            </div>
          );
        })}
      </div>
      <Button type="link" onClick={() => onApply(undefined)}>
        {t('lists.columns.usual')}
      </Button>
    </Modal>
  );
}
