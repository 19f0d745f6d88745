import { DownloadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ExportFilter, ExportFormat, ExportKind } from '../../../../contract/exports.ts';
import {
  exportColumns,
  exportDays,
  exportFormats,
  exportKinds,
  importedColumns,
} from '../../../../contract/exports.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useMay } from '../../lib/me.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { useClear } from '../../ui/clear.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { useOwnFields } from '../own-fields/use-own-fields.ts';

/** Exports what a list of customers shows, or what belongs to them; for who may. */
export function ExportButton({ filter }: { filter: ExportFilter }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('exports.customers')) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        {t('exports.export')}
      </Button>
      {open ? <ExportModal filter={filter} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ExportModal({ filter, onClose }: { filter: ExportFilter; onClose: () => void }) {
  const t = useT();
  const clear = useClear();
  const navigate = useNavigate();
  const [kind, setKind] = useState<ExportKind>('customers');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [columns, setColumns] = useState<string[]>([]);
  const options = useColumns(kind);
  const create = useCommand(api.exports.create, {
    onSuccess: () => void navigate(places.exports()),
    onError: () => undefined,
  });
  return (
    <Modal
      open
      title={t('exports.export')}
      okText={t('exports.start')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={() => create.mutate({ kind, format, filter, ...(columns.length > 0 ? { columns } : {}) })}
      onCancel={onClose}
    >
      <p>{t('exports.hint', { days: exportDays })}</p>
      <Form layout="vertical">
        <Form.Item label={t('exports.what')}>
          <Radio.Group
            value={kind}
            onChange={(event) => {
              setKind(event.target.value);
              setColumns([]);
            }}
            options={exportKinds.map((value) => ({ value, label: t(`exports.kinds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('exports.which')} htmlFor="export-columns" extra={t('exports.whichHint')}>
          <Select
            id="export-columns"
            mode="multiple"
            allowClear={clear}
            placeholder={t('exports.allColumns')}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            value={columns}
            onChange={setColumns}
          />
        </Form.Item>
        <Form.Item label={t('exports.format')}>
          <Radio.Group
            value={format}
            onChange={(event) => setFormat(event.target.value)}
            options={exportFormats.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        </Form.Item>
      </Form>
      <FormAlert error={create.error} />
    </Modal>
  );
}

/** The columns of a kind under their headings; own fields in use stand behind those of customers. */
function useColumns(kind: ExportKind): { value: string; label: string }[] {
  const t = useT();
  const { fields } = useOwnFields();
  if (kind !== 'customers')
    return exportColumns[kind].map((value) => ({ value, label: t(`exports.columns.${value}`) }));
  const own = fields.filter(({ retired }) => !retired).map(({ key, label }) => ({ value: key, label }));
  const built = exportColumns.customers.map((value) => {
    const imported = importedColumns.find((each) => each === value);
    if (imported) return { value, label: t(`transfers.customers.${imported}`) };
    return { value, label: t(`exports.columns.${value as Exclude<typeof value, ImportedColumn>}`) };
  });
  return [...built, ...own];
}

type ImportedColumn = (typeof importedColumns)[number];
