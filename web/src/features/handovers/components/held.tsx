import type { PersonRef } from '../../../../../contract/base.ts';
import type { Outputs } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import css from './handovers.module.css';
import { keyOf } from './plan.ts';

type HeldProps = {
  held: Outputs['handovers']['held'];
  single: Record<string, PersonRef>;
  subordinates: boolean;
  onSingle: (key: string, person: PersonRef | null) => void;
};

/** What nobody takes over, with what becomes of it. */
export function Stays({ stays }: { stays: HeldProps['held']['stays'] }) {
  const t = useT();
  const some = stays.filter(({ count }) => count > 0);
  if (some.length === 0) return null;
  return (
    <Card title={t('handovers.stays')}>
      <p className={css.quiet}>{t('handovers.staysHint')}</p>
      <ul>
        {some.map(({ kind, count }) => (
          <Row key={kind} end={t('handovers.count', { count })}>
            {t(`handovers.staying.${kind}`)}
          </Row>
        ))}
      </ul>
    </Card>
  );
}

/** Everything the person holds; what has a place of its own can go to somebody of its own. */
export function HeldThings({ held, single, subordinates, onSingle }: HeldProps) {
  const t = useT();
  const lists = useLists();
  const kinds = held.kinds.filter(({ count }) => count > 0);
  return (
    <Card title={t('handovers.holds')}>
      {kinds.length === 0 ? <p className={css.quiet}>{t('handovers.nothing')}</p> : null}
      {kinds.map(({ kind, count, items }) => (
        <section key={kind} aria-label={t(`handovers.kinds.${kind}`)}>
          <h3 className={css.kind}>
            {t(`handovers.kinds.${kind}`)} {t('handovers.count', { count })}
          </h3>
          {items ? (
            <ul className={css.list}>
              {items.map((item) => {
                const key = keyOf(kind, item.id);
                return (
                  <Row
                    key={item.id}
                    second={[lists.nameOf(item.segmentId), lists.nameOf(item.regionId)].filter(Boolean).join(' · ')}
                    end={
                      item.bound ? (
                        <span className={css.quiet}>{t('handovers.goesWith')}</span>
                      ) : (
                        <PersonPicker
                          className={css.picker}
                          aria-label={`${t('handovers.single')} ${item.title}`}
                          placeholder={t('handovers.singleOff')}
                          subordinates={subordinates}
                          self={subordinates}
                          except={[held.person.id]}
                          value={single[key] ?? null}
                          onChange={(person) => onSingle(key, person)}
                        />
                      )
                    }
                  >
                    {item.title}
                  </Row>
                );
              })}
            </ul>
          ) : null}
          {items && items.length < count ? (
            <p className={css.quiet}>{t('handovers.more', { count: count - items.length })}</p>
          ) : null}
        </section>
      ))}
    </Card>
  );
}
