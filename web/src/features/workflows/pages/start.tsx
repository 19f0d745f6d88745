import { PartitionOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { workflowFamilies } from '../../../../../contract/workflows.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { SearchBox } from '../../../widgets/filters/search-box.tsx';
import boxes from '../components/boxes.module.css';
import css from '../components/start.module.css';

type Workflow = Outputs['workflows']['list']['items'][number];

const recentlyStarted = 30;
const recentlyShown = 4;

/** What the person has started last, each once. */
function useRecent(all: Workflow[]): Workflow[] {
  const started = useQuery(
    api.workflows.instances.queryOptions({ input: { box: 'started', limit: recentlyStarted }, staleTime: 60_000 }),
  );
  const ids = new Set(started.data?.items.map(({ workflow }) => workflow.id));
  return [...ids].flatMap((id) => all.find((workflow) => workflow.id === id) ?? []).slice(0, recentlyShown);
}

/** All that can be started, by family. */
export default function StartPage() {
  const t = useT();
  const query = useQuery(api.workflows.list.queryOptions());
  return (
    <Page title={t('workflows.start')} subtitle={t('workflows.catalogue.hint')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<PartitionOutlined />}
              title={t('workflows.catalogue.empty')}
              hint={t('workflows.catalogue.emptyHint')}
            />
          ) : (
            <Catalogue all={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** What the segment of the customer that it is about offers first. */
function useToolbox(): Workflow[] {
  const [{ customer = '' }] = useSearchParams();
  const query = useQuery(
    api.toolboxes.ofCustomer.queryOptions({ input: { id: customer }, enabled: customer !== '', retry: false }),
  );
  return query.data?.items ?? [];
}

function Catalogue({ all }: { all: Workflow[] }) {
  const t = useT();
  const [q, setQ] = useState<string>();
  const recent = useRecent(all);
  const toolbox = useToolbox();
  const wanted = q?.toLocaleLowerCase();
  const found = wanted
    ? all.filter(({ name, description }) => `${name} ${description}`.toLocaleLowerCase().includes(wanted))
    : all;
  return (
    <>
      <search className={bar.bar}>
        <SearchBox className={boxes.search} label={t('workflows.catalogue.search')} q={q} onChange={setQ} />
      </search>
      <div className={css.families}>
        {wanted ? null : <Family title={t('toolbox.title')} workflows={toolbox} />}
        {wanted ? null : <Family title={t('workflows.catalogue.recent')} workflows={recent} />}
        {workflowFamilies.map((family) => (
          <Family
            key={family}
            title={t(`workflows.families.${family}`)}
            workflows={found.filter((workflow) => workflow.family === family)}
          />
        ))}
        {found.length === 0 ? <EmptyState title={t('workflows.catalogue.nothing')} /> : null}
      </div>
    </>
  );
}

function Family({ title, workflows }: { title: string; workflows: Workflow[] }) {
  const [search] = useSearchParams();
  if (workflows.length === 0) return null;
  return (
    <Card title={title}>
      <ul className={css.workflows}>
        {workflows.map(({ id, name, description }) => (
          <li key={id}>
            <Link {...places.startWorkflow(id, search.customer)} className={css.workflow}>
              <span className={css.name}>{name}</span>
              <span className={css.description}>{description}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
