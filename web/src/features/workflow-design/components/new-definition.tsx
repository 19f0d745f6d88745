import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { WorkflowFamily } from '../../../../../contract/workflows.ts';
import { workflowFamilies } from '../../../../../contract/workflows.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { FileDrop } from '../../../widgets/file-upload/file-drop.tsx';
import { firstContent } from '../fresh.ts';
import { everyNode } from '../tree.ts';
import css from './definitions.module.css';

const kinds = ['empty', 'copy', 'file'] as const;
type Kind = (typeof kinds)[number];
type Read = Outputs['workflowDefinitions']['fromBpmn'] & { file: string };
type Begun = { kind: Kind; name: string; family: WorkflowFamily; copyOf: string | null; read: Read | null };

const nothing: Begun = { kind: 'empty', name: '', family: 'marketing', copyOf: null, read: null };

/** Begins a workflow: with nothing, with a copy of another, or with what a BPMN file holds. */
export function NewDefinition({ onClose }: { onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [begun, setBegun] = useState(nothing);
  const [isAsked, setAsked] = useState(false);
  const change = (next: Partial<Begun>) => setBegun((before) => ({ ...before, ...next }));
  const create = useCommand(api.workflowDefinitions.create, {
    onError: () => undefined,
    onSuccess: ({ id }) => void navigate(places.workflowDesign(id)),
  });
  const { kind, name, family, copyOf, read } = begun;
  const missing = {
    name: name.trim() === '' ? t('workflowDesign.create.nameNeeded') : undefined,
    copy: kind === 'copy' && !copyOf ? t('workflowDesign.create.copyNeeded') : undefined,
    file: kind === 'file' && !read ? t('workflowDesign.create.fileNeeded') : undefined,
  };
  const submit = () => {
    setAsked(true);
    if (Object.values(missing).some(Boolean) || create.isPending) return;
    create.mutate({
      name: name.trim(),
      family,
      ...(kind === 'empty' && { content: firstContent(t('workflows.nodeTypes.approval')) }),
      ...(kind === 'copy' && copyOf && { copyOf }),
      ...(kind === 'file' && read && { content: read.content }),
    });
  };
  return (
    <Modal
      open
      title={t('workflowDesign.create.title')}
      okText={t('workflowDesign.create.submit')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <SubmitKeys onSubmit={submit}>
        <div className={css.fields}>
          <Grouped label={t('workflowDesign.create.from')}>
            <Radio.Group
              optionType="button"
              value={kind}
              options={kinds.map((value) => ({ value, label: t(`workflowDesign.create.kinds.${value}`) }))}
              onChange={(event) => change({ kind: event.target.value as Kind })}
            />
          </Grouped>
          {kind === 'copy' ? (
            <Original begun={begun} change={change} error={isAsked ? missing.copy : undefined} />
          ) : null}
          {kind === 'file' ? <FromFile read={read} change={change} error={isAsked ? missing.file : undefined} /> : null}
          <NameAndFamily begun={begun} change={change} error={isAsked ? missing.name : undefined} onSubmit={submit} />
          <FormAlert error={create.error} />
        </div>
      </SubmitKeys>
    </Modal>
  );
}

type PartProps = { begun: Begun; change: (next: Partial<Begun>) => void; error: string | undefined };

function NameAndFamily({ begun, change, error, onSubmit }: PartProps & { onSubmit: () => void }) {
  const t = useT();
  return (
    <>
      <Labelled label={t('workflowDesign.create.name')} error={error}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            maxLength={80}
            autoComplete="off"
            value={begun.name}
            onChange={(event) => change({ name: event.target.value })}
            onPressEnter={(event) => {
              if (!event.ctrlKey && !event.metaKey) onSubmit();
            }}
          />
        )}
      </Labelled>
      <LabelledSelect
        label={t('workflowDesign.family')}
        value={begun.family}
        options={workflowFamilies.map((value) => ({ value, label: t(`workflows.families.${value}`) }))}
        onChange={(family: WorkflowFamily) => change({ family })}
      />
    </>
  );
}

/** The workflow that is copied lends its name and family. */
function Original({ begun, change, error }: PartProps) {
  const t = useT();
  const { data, isPending } = useQuery(
    api.workflowDefinitions.list.queryOptions({ input: { limit: 200 }, staleTime: 60_000 }),
  );
  const all = data?.items ?? [];
  return (
    <LabelledSelect
      label={t('workflowDesign.create.copyOf')}
      error={error}
      loading={isPending}
      placeholder={t('forms.choose')}
      showSearch={{ optionFilterProp: 'label' }}
      value={begun.copyOf}
      options={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | null) => {
        const original = all.find((one) => one.id === id);
        if (!original) return;
        const name = begun.name || t('workflowDesign.create.copyName', { name: original.name }).slice(0, 80);
        change({ copyOf: original.id, family: original.family, name });
      }}
    />
  );
}

const largest = 2_000_000;

type FileProps = { read: Read | null; change: (next: Partial<Begun>) => void; error: string | undefined };

/** Reads the file and says what it cannot carry over, before anything is taken over. */
function FromFile({ read, change, error }: FileProps) {
  const t = useT();
  const [isTooLarge, setTooLarge] = useState(false);
  const parse = useCommand(api.workflowDefinitions.fromBpmn, { onError: () => undefined });
  const take = async (file: File) => {
    setTooLarge(file.size > largest);
    change({ read: null });
    if (file.size > largest) return;
    const xml = await file.text();
    parse.mutate(
      { xml },
      {
        onSuccess: (found) =>
          change({
            read: { ...found, file: file.name },
            name: (found.name || file.name.replace(/\.\w+$/, '')).slice(0, 80),
          }),
      },
    );
  };
  return (
    <Grouped label={t('workflowDesign.create.file')} error={isTooLarge ? t('workflowDesign.create.tooLarge') : error}>
      <FileDrop
        title={read?.file ?? t('workflowDesign.create.file')}
        hint={t('workflowDesign.create.fileHint')}
        accept={['.bpmn', '.xml']}
        progress={null}
        onFile={(file) => void take(file)}
      />
      <FormAlert error={parse.error} />
      {read ? <Report read={read} /> : null}
    </Grouped>
  );
}

function Report({ read }: { read: Read }) {
  const t = useT();
  const count = everyNode(read.content.definition.nodes).length;
  const isWhole = read.leftOut.length === 0;
  return (
    <div className={isWhole ? `${css.report} ${css.whole}` : css.report} role="status">
      <p>
        {t('workflowDesign.create.read', { count })} {t('common.separator')}{' '}
        {t(isWhole ? 'workflowDesign.create.nothingLeftOut' : 'workflowDesign.create.leftOut')}
      </p>
      <ul className={css.lost}>
        {read.leftOut.map(({ element, id, name }) => (
          <li key={`${element} ${id}`}>
            {name || id} ({element})
          </li>
        ))}
      </ul>
    </div>
  );
}
