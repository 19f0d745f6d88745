import type { ListName } from '../../../../../contract/settings.ts';
import { lists as listNames } from '../../../../../contract/settings.ts';
import { useFormat } from '../../../lib/format.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { AddEntry } from '../components/add-entry.tsx';
import { Entries } from '../components/entries.tsx';
import css from '../components/lists.module.css';

/** The lists that the company keeps itself. */
export default function ListsPage() {
  const t = useT();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const lists = useLists();
  const chosen: ListName = listNames.find((name) => name === search.list) ?? 'segment';
  const entries = lists.entries(chosen);
  return (
    <Page title={t('org.lists.title')} subtitle={t('org.lists.hint')}>
      <div className={css.listsColumns}>
        <ul className={css.listNames}>
          {listNames.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={css.listName}
                aria-pressed={name === chosen}
                onClick={() => setSearch({ list: name })}
              >
                {t(`settings.lists.${name}`)}
                <span className={css.muted}>
                  {format.number(lists.entries(name).filter((entry) => !entry.retired).length)}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <Card title={t(`settings.lists.${chosen}`)}>
          <Entries key={chosen} entries={entries} loading={lists.loading} />
          <AddEntry key={`add.${chosen}`} list={chosen} />
        </Card>
      </div>
    </Page>
  );
}
