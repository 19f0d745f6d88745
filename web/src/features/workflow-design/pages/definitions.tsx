import { BranchesOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { DefinitionLine } from '../../../../../contract/workflows.design.ts';
import { definitionStates } from '../../../../../contract/workflows.design.ts';
import { workflowFamilies } from '../../../../../contract/workflows.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { SearchBox } from '../../../widgets/filters/search-box.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { DefinitionState } from '../components/definition-state.tsx';
import css from '../components/definitions.module.css';
import { NewDefinition } from '../components/new-definition.tsx';

/** Workflows as they are drawn. */
export default function DefinitionsPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setSearch({ new: '1' })}>
      {t('workflowDesign.add')}
    </Button>
  );
  return (
    <Page title={t('workflowDesign.title')} subtitle={t('workflowDesign.hint')} actions={add}>
      <Filters />
      <List add={add} />
      {search.new ? <NewDefinition onClose={() => setSearch({ new: undefined })} /> : null}
    </Page>
  );
}

function useFilters() {
  const [search] = useSearchParams();
  return {
    q: search.q,
    family: workflowFamilies.find((one) => one === search.family),
    state: definitionStates.find((one) => one === search.state),
  };
}

function Filters() {
  const t = useT();
  const [, setSearch] = useSearchParams();
  const { q, family, state } = useFilters();
  return (
    <search className={bar.bar}>
      <SearchBox
        className={css.search}
        label={t('workflowDesign.search')}
        q={q}
        onChange={(next) => setSearch({ q: next })}
      />
      <FilterSelect
        label={t('workflowDesign.family')}
        value={family}
        options={workflowFamilies.map((value) => ({ value, label: t(`workflows.families.${value}`) }))}
        onChange={(next) => setSearch({ family: next })}
      />
      <FilterSelect
        label={t('workflowDesign.state')}
        value={state}
        options={definitionStates.map((value) => ({ value, label: t(`workflowDesign.states.${value}`) }))}
        onChange={(next) => setSearch({ state: next })}
      />
      {q || family || state ? (
        <Button type="link" onClick={() => setSearch({ q: undefined, family: undefined, state: undefined })}>
          {t('common.clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

function List({ add }: { add: React.ReactNode }) {
  const t = useT();
  const isPhone = usePhone();
  const filters = useFilters();
  const query = useInfiniteQuery(
    api.workflowDefinitions.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filters, cursor }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0) {
          return Object.values(filters).some(Boolean) ? (
            <EmptyState icon={<BranchesOutlined />} title={t('common.emptyFiltered')} />
          ) : (
            <EmptyState
              icon={<BranchesOutlined />}
              title={t('workflowDesign.empty')}
              hint={t('workflowDesign.emptyHint')}
              action={add}
            />
          );
        }
        return (
          <>
            {isPhone ? <Cards rows={rows} /> : <Table rows={rows} />}
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

const link = ({ id, name }: DefinitionLine) => (
  <Link {...places.workflowDesign(id)} className={css.name} data-row="">
    {name}
  </Link>
);

function Cards({ rows }: { rows: DefinitionLine[] }) {
  const t = useT();
  const separator = ` ${t('common.separator')} `;
  return (
    <Card>
      <ul>
        {rows.map((row) => (
          <Row
            key={row.id}
            second={[
              t(`workflows.families.${row.family}`),
              row.owner.name,
              ...(row.running > 0 ? [t('workflowDesign.versions.running', { count: row.running })] : []),
            ].join(separator)}
            end={<DefinitionState definition={row} />}
          >
            {link(row)}
          </Row>
        ))}
      </ul>
    </Card>
  );
}

function Table({ rows }: { rows: DefinitionLine[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<DefinitionLine>[] = [
    { key: 'name', title: t('workflowDesign.columns.name'), width: '32%', render: link },
    {
      key: 'family',
      title: t('workflowDesign.columns.family'),
      render: ({ family }) => t(`workflows.families.${family}`),
    },
    { key: 'owner', title: t('workflowDesign.columns.owner'), render: ({ owner }) => <PersonName person={owner} /> },
    { key: 'state', title: t('workflowDesign.columns.state'), render: (row) => <DefinitionState definition={row} /> },
    {
      key: 'running',
      title: t('workflowDesign.columns.running'),
      number: true,
      render: ({ running }) => format.number(running),
    },
  ];
  return (
    <RowTable
      label={t('workflowDesign.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      isQuiet={({ state }) => state === 'retired'}
    />
  );
}
