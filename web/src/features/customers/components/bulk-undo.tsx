import { App, Button } from 'antd';
import type { BulkEdit } from '../../../../../contract/bulk.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';

export const isBusy = ({ state }: BulkEdit) => state === 'running' || state === 'undoing';

/** Takes a bulk edit back, for as long as it has changed something. */
export function BulkUndo({ edit }: { edit: BulkEdit }) {
  const t = useT();
  const { modal } = App.useApp();
  const undo = useCommand(api.bulk.undo);
  if (edit.state !== 'finished' || edit.counts.changed === 0) return null;
  const ask = () =>
    modal.confirm({
      title: t('lists.bulk.undo'),
      content: t('lists.bulk.undoSure'),
      okText: t('lists.bulk.undo'),
      cancelText: t('common.cancel'),
      onOk: () => undo.mutate({ id: edit.id, version: edit.version }),
    });
  return (
    <Button loading={undo.isPending} onClick={ask}>
      {t('lists.bulk.undo')}
    </Button>
  );
}

const tones = { running: 'info', undoing: 'info', finished: 'ok', undone: 'done' } as const;

export function BulkState({ edit: { state } }: { edit: BulkEdit }) {
  const t = useT();
  return <StateTag tone={tones[state]}>{t(`lists.bulk.${state}`)}</StateTag>;
}
