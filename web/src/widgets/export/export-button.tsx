import { DownloadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ExportFilter, ExportFormat, ExportKind } from '../../../../contract/exports.ts';
import { exportDays, exportFormats, exportKinds } from '../../../../contract/exports.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useMay } from '../../lib/me.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { FormAlert } from '../../ui/form-alert.tsx';

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
  const navigate = useNavigate();
  const [kind, setKind] = useState<ExportKind>('customers');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
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
      onOk={() => create.mutate({ kind, format, filter })}
      onCancel={onClose}
    >
      <p>{t('exports.hint', { days: exportDays })}</p>
      <Form layout="vertical">
        <Form.Item label={t('exports.what')}>
          <Radio.Group
            value={kind}
            onChange={(event) => setKind(event.target.value)}
            options={exportKinds.map((value) => ({ value, label: t(`exports.kinds.${value}`) }))}
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
