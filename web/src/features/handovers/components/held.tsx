import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { HoldingKind } from '../../../../../contract/handovers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
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
  const choosing = { personId: held.person.id, single, subordinates, onSingle };
  const kinds = held.kinds.filter(({ count }) => count > 0);
  return (
    <Card title={t('handovers.holds')}>
      {kinds.length === 0 ? <p className={css.quiet}>{t('handovers.nothing')}</p> : null}
      {kinds.map(({ kind, count, items, nextCursor }) => (
        <section key={kind} aria-label={t(`handovers.kinds.${kind}`)}>
          <h3 className={css.kind}>
            {t(`handovers.kinds.${kind}`)} {t('handovers.count', { count })}
          </h3>
          {items ? (
            <Things personId={held.person.id} kind={kind} first={items} next={nextCursor} count={count}>
              {(item) => <Thing key={item.id} kind={kind} item={item} {...choosing} />}
            </Things>
          ) : null}
        </section>
      ))}
    </Card>
  );
}

type Item = NonNullable<HeldProps['held']['kinds'][number]['items']>[number];

type ThingsProps = {
  personId: string;
  kind: HoldingKind;
  first: Item[];
  next: string | null;
  count: number;
  children: (item: Item) => ReactNode;
};

/** The first ones came with the page; the others when somebody wants to choose for them. */
function Things({ personId, kind, first, next, count, children }: ThingsProps) {
  const t = useT();
  const [wanted, setWanted] = useState(false);
  const query = useInfiniteQuery(
    api.handovers.things.infiniteOptions({
      input: (cursor: string | undefined) => ({ personId, kind, cursor: cursor ?? next ?? undefined, limit: 100 }),
      ...nextPage,
      enabled: wanted && next !== null,
    }),
  );
  const items = [...first, ...(query.data?.pages.flatMap((page) => page.items) ?? [])];
  const rest = count - items.length;
  return (
    <>
      <ul className={css.list}>{items.map(children)}</ul>
      {next !== null && query.data === undefined ? (
        <Button size="small" loading={query.isFetching} onClick={() => (wanted ? query.refetch() : setWanted(true))}>
          {t('common.loadMore')}
        </Button>
      ) : null}
      <MoreRows query={query} label={t('common.loadMore')} />
      {rest > 0 ? <p className={css.quiet}>{t('handovers.more', { count: rest })}</p> : null}
    </>
  );
}

type ThingProps = Omit<HeldProps, 'held'> & { personId: string; kind: HoldingKind; item: Item };

function Thing({ personId, kind, item, single, subordinates, onSingle }: ThingProps) {
  const t = useT();
  const lists = useLists();
  const key = keyOf(kind, item.id);
  return (
    <Row
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
            except={[personId]}
            value={single[key] ?? null}
            onChange={(person) => onSingle(key, person)}
          />
        )
      }
    >
      {item.title}
    </Row>
  );
}
