import { lists } from '../../../../../contract/settings.ts';
import type { Import } from '../../../../../contract/transfers.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import css from './imports.module.css';

const shown = 24;

/** List entries, departments and supervisors that come with the rows. */
export function Additions({ title, additions }: { title: string; additions: Import['additions'] }) {
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
    <section>
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
          </div>
        ))}
      </dl>
    </section>
  );
}
