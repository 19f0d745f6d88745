import { MoreOutlined, StarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { View } from '../../../../../contract/views.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { usePhone } from '../../../lib/media.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { everything, isAsKept, searchOf, settingsOf } from '../list-state.ts';
import css from './list.module.css';
import { ViewForm } from './list-view-form.tsx';

type Props = { search: Search; setSearch: (changes: Search) => void };

/** The views of the list; the one that a person has chosen opens by itself. */
export function ListViews({ search, setSearch }: Props) {
  const t = useT();
  const isPhone = usePhone();
  const [form, setForm] = useState<'new' | 'edit' | null>(null);
  const { data } = useQuery(api.views.list.queryOptions({ input: { limit: 200 } }));
  const views = data?.items ?? [];
  const active = views.find(({ id }) => id === search.view);
  useDefault(views, search, setSearch);
  const choose = (id: string) => {
    const view = views.find((one) => one.id === id);
    setSearch(view ? searchOf(view) : everything);
  };
  return (
    <nav className={css.views} aria-label={t('lists.views.label')}>
      {isPhone ? (
        <Select
          aria-label={t('lists.views.label')}
          className={css.wide}
          value={active?.id ?? 'all'}
          options={[
            { value: 'all', label: t('lists.views.everything') },
            ...views.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={choose}
        />
      ) : (
        <Chips label={t('lists.views.label')}>
          <Chip on={!active} onToggle={() => choose('all')}>
            {t('lists.views.everything')}
          </Chip>
          {views.map((view) => (
            <Chip key={view.id} on={view === active} title={titleOf(view, t)} onToggle={() => choose(view.id)}>
              {view.isDefault ? <StarOutlined aria-label={t('lists.views.default')} /> : null} {view.name}
            </Chip>
          ))}
        </Chips>
      )}
      {active ? (
        <Active key={active.id} view={active} search={search} setSearch={setSearch} onEdit={() => setForm('edit')} />
      ) : null}
      <Button type="link" onClick={() => setForm('new')}>
        {t('lists.views.save')}
      </Button>
      {form ? (
        <ViewForm
          view={form === 'edit' ? (active ?? null) : null}
          settings={settingsOf(search)}
          onClose={() => setForm(null)}
          onSaved={(view) => {
            setForm(null);
            setSearch(searchOf(view));
          }}
        />
      ) : null}
    </nav>
  );
}

const titleOf = ({ mine, owner }: View, t: ReturnType<typeof useT>) =>
  mine ? undefined : t('lists.views.sharedBy', { name: owner.name });

/** An address that says nothing opens the default view. */
function useDefault(views: readonly View[], search: Search, setSearch: (changes: Search) => void): void {
  const usual = views.find(({ isDefault }) => isDefault);
  const isBare = Object.values(search).every((value) => value === undefined);
  useEffect(() => {
    if (usual && isBare) setSearch(searchOf(usual));
  }, [usual, isBare, setSearch]);
}

type ActiveProps = Props & { view: View; onEdit: () => void };

/** What can be done with the view that is on: keep its changes, make it the default, rename, share, delete. */
function Active({ view, search, setSearch, onEdit }: ActiveProps) {
  const t = useT();
  const { modal } = App.useApp();
  const update = useCommand(api.views.update);
  const setDefault = useCommand(api.views.setDefault);
  const remove = useCommand(api.views.remove, { onSuccess: () => setSearch(everything) });
  const { id, version, mine, isDefault, name } = view;
  const confirmRemoval = () =>
    modal.confirm({
      title: t('lists.views.remove'),
      content: t('lists.views.removeSure', { name }),
      okText: t('lists.views.remove'),
      cancelText: t('common.cancel'),
      onOk: () => remove.mutate({ id, version }),
    });
  const own = [
    { key: 'rename', label: t('lists.views.rename'), onClick: onEdit },
    { key: 'remove', label: t('lists.views.remove'), danger: true, onClick: confirmRemoval },
  ];
  return (
    <>
      {mine && !isAsKept(search, view) ? (
        <Button loading={update.isPending} onClick={() => update.mutate({ id, version, settings: settingsOf(search) })}>
          {t('lists.views.update')}
        </Button>
      ) : null}
      <DropMenu
        menu={{
          items: [
            {
              key: 'default',
              label: t(isDefault ? 'lists.views.dropDefault' : 'lists.views.makeDefault'),
              onClick: () => setDefault.mutate({ id: isDefault ? null : id }),
            },
            ...(mine ? own : []),
          ],
        }}
      >
        <Button icon={<MoreOutlined aria-hidden />} aria-label={t('lists.views.more')} />
      </DropMenu>
    </>
  );
}
