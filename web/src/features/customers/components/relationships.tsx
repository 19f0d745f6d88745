import { CheckCircleOutlined, ExclamationCircleOutlined, NodeIndexOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import type { Matrix } from '../../../../../contract/relationships.ts';
import { api } from '../../../lib/client.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import type { Place } from './relationship-edit.tsx';
import { EditRelationship } from './relationship-edit.tsx';
import { MatrixTable } from './relationship-matrix.tsx';
import { isBroken, useGapText } from './relationship-words.ts';
import css from './relationships.module.css';

const Graph = lazy(() => import('./relationship-graph.tsx'));

/** Who of us knows whom at the customer, and what is missing. */
export function Relationships({ customer }: { customer: Customer }) {
  const t = useT();
  const query = useQuery(api.relationships.matrix.queryOptions({ input: { id: customer.id } }));
  const [search, setSearch] = useSearchParams();
  const view = search.view === 'graph' ? 'graph' : 'table';
  const views = [
    { value: 'table', label: t('relationships.matrix.table') },
    { value: 'graph', label: t('relationships.matrix.graph') },
  ];
  const present = customer.contacts.filter((contact) => !contact.leftOn);
  return (
    <Card
      title={t('relationships.matrix.title')}
      extra={
        present.length > 0 ? (
          <Segmented
            aria-label={t('relationships.matrix.view')}
            value={view}
            options={views}
            onChange={(value) => setSearch({ view: value === 'graph' ? 'graph' : undefined })}
          />
        ) : null
      }
    >
      <Loaded query={query}>
        {(matrix) => (
          <>
            <Gaps customer={customer} matrix={matrix} />
            {present.length === 0 ? (
              <EmptyState
                compact
                icon={<NodeIndexOutlined />}
                title={t('relationships.matrix.empty')}
                hint={t('relationships.matrix.emptyHint')}
              />
            ) : (
              <Shown customer={customer} matrix={matrix} graph={view === 'graph'} />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Shown({ customer, matrix, graph }: { customer: Customer; matrix: Matrix; graph: boolean }) {
  const t = useT();
  const [place, setPlace] = useState<Place | null>(null);
  return (
    <>
      {graph ? (
        <Suspense>
          <Graph customer={customer} matrix={matrix} />
        </Suspense>
      ) : (
        <MatrixTable customer={customer} matrix={matrix} onOpen={setPlace} />
      )}
      <p className={css.hint}>
        {graph ? `${t('relationships.matrix.graphHint')} ` : null}
        {t('relationships.matrix.rule', { days: matrix.decayDays })}
      </p>
      {place ? <EditRelationship place={place} decayDays={matrix.decayDays} onClose={() => setPlace(null)} /> : null}
    </>
  );
}

function Gaps({ customer, matrix }: { customer: Customer; matrix: Matrix }) {
  const t = useT();
  const text = useGapText(customer, matrix);
  if (matrix.gaps.length === 0)
    return customer.contacts.length === 0 ? null : (
      <p className={css.gaps} style={{ color: 'var(--ok)' }}>
        <span>
          <CheckCircleOutlined aria-hidden /> {t('relationships.gaps.none')}
        </span>
      </p>
    );
  return (
    <ul className={css.gaps} aria-label={t('relationships.gaps.title')}>
      {matrix.gaps.map((gap) => (
        <li key={JSON.stringify(gap)} className={`${css.gap} ${isBroken(gap) ? css.bad : css.warn}`}>
          {isBroken(gap) ? <WarningOutlined aria-hidden /> : <ExclamationCircleOutlined aria-hidden />}
          {text(gap)}
        </li>
      ))}
    </ul>
  );
}
