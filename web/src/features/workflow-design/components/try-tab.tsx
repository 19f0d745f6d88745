import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { Assignee } from '../../../../../contract/workflows.definition.ts';
import type { FormValues } from '../../../../../contract/workflows.forms.ts';
import type { ForecastNode } from '../../../../../contract/workflows.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { Named } from '../../../widgets/workflow-form/named.ts';
import { nobodyNamed } from '../../../widgets/workflow-form/named.ts';
import { WorkflowForm } from '../../../widgets/workflow-form/workflow-form.tsx';
import { Forecast } from '../../../widgets/workflows/forecast.tsx';
import { usePeopleWords } from '../../../widgets/workflows/words.ts';
import { useDesign } from '../design-context.ts';
import { everyNode, takenPlaces } from '../tree.ts';
import type { Reached } from '../tree-view.ts';
import { TreeContext } from '../tree-view.ts';
import { isUnfinishedContent } from '../unfinished.ts';
import { Canvas } from './canvas.tsx';
import { useNodeNames } from './flow-canvas.tsx';
import { FlowTree } from './flow-tree.tsx';
import css from './try.module.css';

type Tried = { starter: PersonRef | null; values: FormValues; named: Named; chosen: Record<string, PersonRef[]> };

/** Who would get what if a certain person started it with certain values, without starting anything. */
export function TryTab() {
  const t = useT();
  const { drawn } = useDesign();
  const [tried, setTried] = useState<Tried>({ starter: null, values: {}, named: nobodyNamed, chosen: {} });
  const change = (next: Partial<Tried>) => setTried((before) => ({ ...before, ...next }));
  const query = useTrying(tried);
  const { definition, form } = drawn.content;
  const refused = apiError(query.error)?.data.fields ?? [];
  return (
    <div className={css.columns}>
      <Card>
        <div className={css.fields}>
          <p className={css.hint}>{t('workflowDesign.try.hint')}</p>
          <Labelled label={t('workflowDesign.try.starter')}>
            {({ id }) => <PersonPicker id={id} value={tried.starter} onChange={(starter) => change({ starter })} />}
          </Labelled>
          <WorkflowForm
            form={form}
            rights={rightsOfStarter(definition.fields, form.fields)}
            values={tried.values}
            named={tried.named}
            errors={refused}
            onChange={(values, named) => change({ values, named })}
          />
          <Choices tried={tried} change={change} />
        </div>
      </Card>
      <div className={css.result}>
        {isUnfinishedContent(drawn.content) ? (
          <Card>
            <p className={css.hint}>{t('workflowDesign.try.blank')}</p>
          </Card>
        ) : (
          <Card title={t('workflowDesign.try.result')}>
            {refused.length === 0 ? <FormAlert error={query.error} /> : null}
            <div aria-live="polite">
              {query.data ? (
                <Forecast nodes={query.data.nodes} />
              ) : (
                <p className={css.hint}>{t('workflowDesign.try.waiting')}</p>
              )}
            </div>
          </Card>
        )}
        {query.data ? <Path nodes={query.data.nodes} /> : null}
      </div>
    </div>
  );
}

/** What the definition does not say otherwise the starter fills in. */
const rightsOfStarter = (given: Record<string, 'hidden' | 'read' | 'edit'>, fields: readonly { key: string }[]) =>
  Object.fromEntries(fields.map(({ key }) => [key, given[key] ?? ('edit' as const)]));

const rest = 400;

function useTrying({ starter, values, chosen }: Tried) {
  const { id, drawn } = useDesign();
  const input = {
    id,
    content: drawn.content,
    family: drawn.family,
    starterId: starter?.id ?? '',
    values,
    chosen: Object.fromEntries(Object.entries(chosen).map(([nodeId, people]) => [nodeId, people.map((one) => one.id)])),
  };
  const json = useDebounced(JSON.stringify(input), rest);
  const asked = useMemo(() => JSON.parse(json) as typeof input, [json]);
  return useQuery(
    api.workflowDefinitions.tryOut.queryOptions({
      input: asked,
      enabled: asked.starterId !== '' && !isUnfinishedContent(asked.content),
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
}

const isChosen = (assignee: Assignee): boolean =>
  assignee.by === 'cases'
    ? isChosen(assignee.otherwise) || assignee.cases.some((one) => isChosen(one.assignee))
    : assignee.by === 'starterChoice';

/** People of those nodes that the starter decides on. */
function Choices({ tried, change }: { tried: Tried; change: (next: Partial<Tried>) => void }) {
  const t = useT();
  const { definition } = useDesign();
  return everyNode(definition.nodes).map((node) =>
    'assignee' in node && isChosen(node.assignee) ? (
      <Labelled key={node.id} label={t('workflowDesign.try.chosen', { name: node.name })}>
        {({ id }) => (
          <PersonPicker
            id={id}
            multiple
            value={tried.chosen[node.id] ?? []}
            onChange={(people) => change({ chosen: { ...tried.chosen, [node.id]: people } })}
          />
        )}
      </Labelled>
    ) : null,
  );
}

/** The same on the drawing: where it goes along, with whom. */
function Path({ nodes: found }: { nodes: readonly ForecastNode[] }) {
  const t = useT();
  const { definition, words } = useDesign();
  const peopleWords = usePeopleWords();
  const nodeName = useNodeNames(definition.nodes);
  const nodes = new Set(found.map(({ nodeId }) => nodeId));
  const reached: Reached = {
    nodes,
    places: takenPlaces(definition.nodes, nodes),
    people: new Map(found.map((one) => [one.nodeId, peopleWords(one.people)])),
  };
  return (
    <div className={css.path}>
      <TreeContext value={{ words, nodeName, reached }}>
        <Canvas label={t('workflowDesign.try.path')}>
          <FlowTree nodes={definition.nodes} />
        </Canvas>
      </TreeContext>
    </div>
  );
}
