import { WarningOutlined } from '@ant-design/icons';
import { lists } from '../../../../../contract/settings.ts';
import type { Import } from '../../../../../contract/transfers.ts';
import { useFormat } from '../../../lib/format.ts';
import { nearestName } from '../../../lib/nearest.ts';
import { useT } from '../../../lib/texts.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './imports.module.css';

const shown = 24;

/** Whether the rows bring entries for the company's own lists, which a slip of the pen would do as well. */
export const bringsEntries = (additions: Import['additions']) =>
  lists.some((list) => (additions[list]?.length ?? 0) > 0);

/** New entries that look like one that is there: each with what it was probably meant to be. */
function Meant({ list, names }: { list: string; names: readonly string[] }) {
  const t = useT();
  const { entries } = useLists();
  const known = lists.find((each) => each === list);
  if (!known) return null;
  const there = entries(known).map(({ name }) => name);
  return names.flatMap((name) => {
    const nearest = nearestName(name, there);
    return nearest ? (
      <dd key={name} className={css.meant}>
        <WarningOutlined aria-hidden /> {t('transfers.check.meant', { name, nearest })}
      </dd>
    ) : (
      []
    );
  });
}

type AdditionsProps = { title: string; additions: Import['additions']; warn?: boolean };

/** List entries, departments and supervisors that come with the rows; `warn` while they can still be kept out. */
export function Additions({ title, additions, warn = false }: AdditionsProps) {
  const t = useT();
  const format = useFormat();
  const some = Object.entries(additions).filter(([, names]) => names.length > 0);
  if (some.length === 0) return null;
  const label = (list: string) => {
    const known = lists.find((each) => each === list);
    if (known) return t(`settings.lists.${known}`);
    return list === 'department' || list === 'supervisor' ? t(`transfers.lists.${list}`) : list;
  };
  return (
    <section className={warn && bringsEntries(additions) ? css.warning : undefined}>
      <h3 className={css.heading}>{title}</h3>
      <dl className={css.additions}>
        {some.map(([list, names]) => (
          <div key={list}>
            <dt>
              {label(list)} {format.number(names.length)}
            </dt>
            <dd>
              {format.list(names.slice(0, shown))}
              {names.length > shown ? ` ${t('transfers.check.andMore', { count: names.length })}` : null}
            </dd>
            {warn ? <Meant list={list} names={names} /> : null}
          </div>
        ))}
      </dl>
    </section>
  );
}
