import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../../lib/me.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Page } from '../../../ui/page.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { DecisionsInName } from '../components/decisions-in-name.tsx';
import { DeputyForm } from '../components/deputy-form.tsx';
import { DeputyList } from '../components/deputy-list.tsx';

/** Who acts for whom while they are away, and what deputies decided in one's name. */
export default function DeputiesPage() {
  const t = useT();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const [naming, setNaming] = useState<'self' | 'other' | null>(null);
  const boxes = ['own', 'acting', ...(may('org.manage') ? (['all'] as const) : [])] as const;
  return (
    <Page
      title={t('deputies.title')}
      subtitle={t('deputies.hint')}
      actions={
        <>
          {may('org.manage') ? <Button onClick={() => setNaming('other')}>{t('deputies.forOther')}</Button> : null}
          <Button type="primary" onClick={() => setNaming('self')}>
            {t('deputies.name')}
          </Button>
        </>
      }
    >
      <TabStrip
        label={t('deputies.title')}
        active={search.box ?? 'own'}
        onChange={(box) => setSearch({ box: box === 'own' ? undefined : box })}
        tabs={[
          ...boxes.map((box) => ({
            key: box,
            label: t(`deputies.boxes.${box}`),
            content: <DeputyList key={box} box={box} />,
          })),
          { key: 'decisions', label: t('deputies.boxes.decisions'), content: <DecisionsInName /> },
        ]}
      />
      {naming ? <DeputyForm forOther={naming === 'other'} onClose={() => setNaming(null)} /> : null}
    </Page>
  );
}
