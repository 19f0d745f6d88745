import { EditOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { places } from '../../../lib/places.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import { everythingOf } from '../filters.ts';
import { BulkModal } from './bulk-modal.tsx';
import css from './list.module.css';

/** What can be done with the chosen customers. */
export function BulkBar({ selection, search }: { selection: Selection; search: Search }) {
  const t = useT();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { ids, everything } = selection;
  if (!everything && ids.size === 0) return null;
  return (
    <div className={css.bulkBar}>
      <strong>{everything ? t('lists.select.allChosen') : t('lists.select.chosen', { count: ids.size })}</strong>
      <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('lists.select.edit')}
      </Button>
      {everything ? null : <Button onClick={selection.chooseEverything}>{t('lists.select.all')}</Button>}
      <Button type="link" onClick={selection.clear}>
        {t('lists.select.clear')}
      </Button>
      {open ? (
        <BulkModal
          selection={everything ? everythingOf(search) : { ids: [...ids] }}
          onClose={() => setOpen(false)}
          onStarted={({ id }) => void navigate(places.bulkEdit(id))}
        />
      ) : null}
    </div>
  );
}
