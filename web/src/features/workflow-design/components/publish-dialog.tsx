import { useQuery } from '@tanstack/react-query';
import { App, Modal, Skeleton } from 'antd';
import type { DefinitionDetail } from '../../../../../contract/workflows.design.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { useDesign } from '../design-context.ts';
import { everyNode } from '../tree.ts';
import { Differences } from './differences.tsx';

type PublishDialogProps = { detail: DefinitionDetail; version: number; onClose: () => void };

/** Shows what becomes different before it does. */
export function PublishDialog({ detail: { id, number, versions }, version, onClose }: PublishDialogProps) {
  const t = useT();
  const { message } = App.useApp();
  const { drawn } = useDesign();
  const before = useQuery(
    api.workflowDefinitions.version.queryOptions({
      input: { id, number: number ?? 1 },
      enabled: number !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const publish = useCommand(api.workflowDefinitions.publish, {
    onError: () => undefined,
    onSuccess: (output) => {
      void message.success(t('workflowDesign.publish.done', { number: output.number }));
      onClose();
    },
  });
  const next = (versions[0]?.number ?? 0) + 1;
  const { definition, form } = drawn.content;
  return (
    <Modal
      open
      width={640}
      title={t('workflowDesign.publish.title', { number: next })}
      okText={t('workflowDesign.publish.do')}
      cancelText={t('common.cancel')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate({ id, version })}
      onCancel={onClose}
    >
      <p>{t('workflowDesign.publish.hint')}</p>
      {number === null ? (
        <p>
          {t('workflowDesign.publish.first', {
            nodes: everyNode(definition.nodes).length,
            fields: form.fields.length,
          })}
        </p>
      ) : before.data ? (
        <Differences before={before.data} after={drawn.content} />
      ) : (
        <Skeleton active />
      )}
      <FormAlert error={publish.error} />
    </Modal>
  );
}
