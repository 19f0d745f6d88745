import { useQuery } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { DefinitionDetail, WorkflowContent } from '../../../../../contract/workflows.design.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useDesign } from '../design-context.ts';
import { differences, marksOf, merged } from '../diff.ts';
import { TreeContext } from '../tree-view.ts';
import { Canvas } from './canvas.tsx';
import { Differences } from './differences.tsx';
import { useNodeNames } from './flow-canvas.tsx';
import { FlowTree } from './flow-tree.tsx';
import css from './versions.module.css';

const forever = Number.POSITIVE_INFINITY;

/** What was published, and what differs between two of it or what is drawn. */
export function VersionsTab({ detail }: { detail: DefinitionDetail }) {
  const t = useT();
  const { versions, number } = detail;
  const [from, setFrom] = useState(number ?? 1);
  /** Null is what is drawn. */
  const [to, setTo] = useState<number | null>(null);
  if (versions.length === 0)
    return <EmptyState title={t('workflowDesign.versions.none')} hint={t('workflowDesign.versions.noneHint')} />;
  return (
    <div className={css.versions}>
      <VersionList
        detail={detail}
        onCompare={(one) => {
          setFrom(one);
          setTo(null);
        }}
      />
      <Card title={t('workflowDesign.versions.compare')} extra={<Choose {...{ versions, from, setFrom, to, setTo }} />}>
        <Compared id={detail.id} from={from} to={to} />
      </Card>
    </div>
  );
}

type ListProps = { detail: DefinitionDetail; onCompare: (number: number) => void };

function VersionList({ detail, onCompare }: ListProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Card title={t('workflowDesign.versions.title')}>
      <ul>
        {detail.versions.map((one) => (
          <Row
            key={one.number}
            second={
              <>
                {t('workflowDesign.versions.by', {
                  name: one.publishedBy.name,
                  time: format.dateTime(one.publishedAt),
                })}
                {one.running > 0 ? (
                  <>
                    {` ${t('common.separator')} `}
                    {t('workflowDesign.versions.running', { count: one.running })}
                  </>
                ) : null}
              </>
            }
            end={
              <>
                <Button size="small" onClick={() => onCompare(one.number)}>
                  {t('workflowDesign.versions.compare')}
                </Button>
                <Take id={detail.id} number={one.number} />
              </>
            }
          >
            {t('workflowDesign.versions.number', { number: one.number })}{' '}
            {one.number === detail.number ? (
              <StateTag tone="ok">{t('workflowDesign.versions.current')}</StateTag>
            ) : null}
          </Row>
        ))}
      </ul>
    </Card>
  );
}

/** Goes on drawing with what a version holds. */
function Take({ id, number }: { id: string; number: number }) {
  const t = useT();
  const { modal } = App.useApp();
  const { changeContent } = useDesign();
  const ask = () =>
    void modal.confirm({
      title: t('workflowDesign.versions.takeTitle', { number }),
      content: t('workflowDesign.versions.takeHint'),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        const content = await api.workflowDefinitions.version.call({ id, number });
        changeContent(() => content);
      },
    });
  return (
    <Button size="small" type="text" onClick={ask}>
      {t('workflowDesign.versions.take')}
    </Button>
  );
}

type ChooseProps = {
  versions: DefinitionDetail['versions'];
  from: number;
  setFrom: (number: number) => void;
  to: number | null;
  setTo: (number: number | null) => void;
};

const drawn = 0;

function Choose({ versions, from, setFrom, to, setTo }: ChooseProps) {
  const t = useT();
  const options = versions.map(({ number }) => ({
    value: number,
    label: t('workflowDesign.versions.number', { number }),
  }));
  return (
    <span className={css.choose}>
      <Select
        size="small"
        aria-label={t('workflowDesign.versions.from')}
        popupMatchSelectWidth={false}
        value={from}
        options={options}
        onChange={setFrom}
      />
      <span aria-hidden>→</span>
      <Select
        size="small"
        aria-label={t('workflowDesign.versions.to')}
        popupMatchSelectWidth={false}
        value={to ?? drawn}
        options={[{ value: drawn, label: t('workflowDesign.versions.draft') }, ...options]}
        onChange={(number: number) => setTo(number === drawn ? null : number)}
      />
    </span>
  );
}

function Compared({ id, from, to }: { id: string; from: number; to: number | null }) {
  const design = useDesign();
  const before = useQuery(
    api.workflowDefinitions.version.queryOptions({ input: { id, number: from }, staleTime: forever }),
  );
  const after = useQuery(
    api.workflowDefinitions.version.queryOptions({
      input: { id, number: to ?? from },
      enabled: to !== null,
      staleTime: forever,
    }),
  );
  return (
    <Loaded query={before}>
      {(was) =>
        to === null ? (
          <Shown before={was} after={design.drawn.content} />
        ) : (
          <Loaded query={after}>{(is) => <Shown before={was} after={is} />}</Loaded>
        )
      }
    </Loaded>
  );
}

function Shown({ before, after }: { before: WorkflowContent; after: WorkflowContent }) {
  const t = useT();
  const { words } = useDesign();
  const nodes = merged(before.definition.nodes, after.definition.nodes);
  const nodeName = useNodeNames(nodes);
  const view = {
    words: { ...words, fields: [...after.form.fields, ...before.form.fields, ...words.fields] },
    nodeName,
    marks: marksOf(differences(before, after)),
  };
  return (
    <div className={css.compare}>
      <Differences before={before} after={after} />
      <TreeContext value={view}>
        <div className={css.tree}>
          <Canvas label={t('workflowDesign.tree.label')}>
            <FlowTree nodes={nodes} />
          </Canvas>
        </div>
      </TreeContext>
    </div>
  );
}
