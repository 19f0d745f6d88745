import { PlusOutlined, TeamOutlined, UploadOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { User } from '../../../../../contract/org.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { roleName } from '../../../widgets/roles/role-name.ts';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import css from '../components/org.module.css';
import { PeopleFilters } from '../components/people-filters.tsx';
import { PersonDrawer } from '../components/person-drawer.tsx';

/** Everyone in the company; a person opens beside the list. */
export default function PeoplePage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t('org.people.title')} actions={<Actions onAdd={() => setSearch({ person: 'new' })} />}>
      <PeopleFilters search={search} setSearch={setSearch} />
      <People search={search} />
      {search.person ? (
        <PersonDrawer
          key={search.person}
          personId={search.person === 'new' ? null : search.person}
          onOpen={(person) => setSearch({ person })}
          onClose={() => setSearch({ person: undefined })}
        />
      ) : null}
    </Page>
  );
}

function Actions({ onAdd }: { onAdd: () => void }) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  return (
    <>
      {may('imports.people') ? (
        <Button icon={<UploadOutlined />} onClick={() => void navigate({ to: '/imports', search: { kind: 'people' } })}>
          {t('org.people.import')}
        </Button>
      ) : null}
      <Button type="primary" icon={<PlusOutlined />} onClick={onAdd}>
        {t('org.people.add')}
      </Button>
    </>
  );
}

function People({ search }: { search: Search }) {
  const t = useT();
  const isPhone = usePhone();
  const query = useInfiniteQuery(
    api.org.users.infiniteOptions({
      input: (cursor: string | undefined) => ({
        q: search.q || undefined,
        departmentId: search.departmentId,
        active: search.state === 'all' ? undefined : search.state === 'departed' ? 'false' : 'true',
        cursor,
      }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items);
        if (people.length === 0) {
          const filtered = search.q || search.departmentId || search.state;
          return (
            <EmptyState
              icon={<TeamOutlined />}
              title={filtered ? t('common.emptyFiltered') : t('org.people.empty')}
              hint={filtered ? undefined : t('org.people.emptyHint')}
            />
          );
        }
        return (
          <>
            {isPhone ? (
              <PeopleCards people={people} search={search} />
            ) : (
              <PeopleTable people={people} search={search} />
            )}
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function PersonLink({ person, search }: { person: User; search: Search }) {
  return (
    <Link to="/admin/people" search={{ ...search, person: person.id }} className={css.link} data-row="">
      <PersonName person={person} />
    </Link>
  );
}

function PeopleTable({ people, search }: { people: User[]; search: Search }) {
  const t = useT();
  const columns: Column<User>[] = [
    {
      key: 'name',
      title: t('org.people.name'),
      width: '20%',
      render: (person) => <PersonLink person={person} search={search} />,
    },
    { key: 'login', title: t('org.people.login'), render: (person) => person.login },
    { key: 'post', title: t('org.people.post'), render: (person) => person.post },
    { key: 'department', title: t('org.people.department'), render: (person) => person.department?.name },
    { key: 'supervisor', title: t('org.people.supervisor'), render: (person) => person.supervisor?.name },
    {
      key: 'roles',
      title: t('org.people.roles'),
      render: (person) => person.roles.map((role) => roleName(t, role)).join(` ${t('common.separator')} `),
    },
    { key: 'state', title: t('org.people.state'), render: (person) => <PersonState person={person} /> },
  ];
  return (
    <RowTable
      label={t('org.people.title')}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      isQuiet={(person) => !person.active}
    />
  );
}

function PersonState({ person }: { person: User }) {
  const t = useT();
  return person.active ? (
    <StateTag tone="ok">{t('org.people.active')}</StateTag>
  ) : (
    <StateTag tone="done">{t('org.people.departed')}</StateTag>
  );
}

function PeopleCards({ people, search }: { people: User[]; search: Search }) {
  return (
    <Card>
      <ul>
        {people.map((person) => (
          <Row
            key={person.id}
            second={[person.post, person.department?.name, person.login].filter(Boolean).join(' · ')}
            end={<PersonState person={person} />}
          >
            <PersonLink person={person} search={search} />
          </Row>
        ))}
      </ul>
    </Card>
  );
}
