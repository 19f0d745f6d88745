import { DownloadOutlined, MoreOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import type { MenuProps } from 'antd';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import type { DefinitionDetail } from '../../../../../contract/workflows.design.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import type { Drawing } from '../use-drawing.ts';
import { PublishDialog } from './publish-dialog.tsx';

type ActionsProps = { detail: DefinitionDetail; drawing: Drawing; whyNot: string | null };

/** Undo, redo, publish, and what is done seldom. */
export function DesignActions({ detail, drawing, whyNot }: ActionsProps) {
  const t = useT();
  const [isPublishing, setPublishing] = useState(false);
  return (
    <>
      <Button
        icon={<UndoOutlined />}
        aria-label={t('workflowDesign.undo')}
        title={t('workflowDesign.undo')}
        disabled={!drawing.canUndo}
        onClick={drawing.undo}
      />
      <Button
        icon={<RedoOutlined />}
        aria-label={t('workflowDesign.redo')}
        title={t('workflowDesign.redo')}
        disabled={!drawing.canRedo}
        onClick={drawing.redo}
      />
      <More detail={detail} version={drawing.version} isSaved={drawing.state === 'saved'} />
      <Tooltip title={whyNot}>
        <Button type="primary" disabled={whyNot !== null} onClick={() => setPublishing(true)}>
          {t('workflowDesign.publish.do')}
        </Button>
      </Tooltip>
      {isPublishing ? (
        <PublishDialog detail={detail} version={drawing.version} onClose={() => setPublishing(false)} />
      ) : null}
    </>
  );
}

type MoreProps = { detail: DefinitionDetail; version: number; isSaved: boolean };

function More({ detail: { id, name, state }, version, isSaved }: MoreProps) {
  const t = useT();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const retire = useCommand(api.workflowDefinitions.retire);
  const restore = useCommand(api.workflowDefinitions.restore);
  const download = async () => {
    try {
      const file = await api.workflowDefinitions.toBpmn.call({ id });
      save(`${file.name}.bpmn`, file.xml);
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  const askRetire = () =>
    void modal.confirm({
      title: t('workflowDesign.retireTitle', { name }),
      content: t('workflowDesign.retireHint'),
      okText: t('workflowDesign.retire'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => retire.mutateAsync({ id, version }),
    });
  const menu: MenuProps = {
    items: [
      {
        key: 'download',
        icon: <DownloadOutlined aria-hidden />,
        label: t('workflowDesign.download'),
        onClick: () => void download(),
      },
      state === 'retired'
        ? {
            key: 'restore',
            disabled: !isSaved,
            label: t('workflowDesign.restore'),
            onClick: () => restore.mutate({ id, version }),
          }
        : {
            key: 'retire',
            danger: true,
            disabled: state === 'draft' || !isSaved,
            label: t('workflowDesign.retire'),
            onClick: askRetire,
          },
    ],
  };
  return (
    <DropMenu menu={menu}>
      <Button icon={<MoreOutlined />} aria-label={t('workflowDesign.more')} title={t('workflowDesign.more')} />
    </DropMenu>
  );
}

function save(name: string, xml: string): void {
  const url = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
