import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Page } from '../../../ui/page.tsx';
import { Introductions } from '../components/introductions.tsx';
import css from '../components/relationships.module.css';
import { WhoKnows } from '../components/who-knows.tsx';

/** Finds colleagues who know somebody, and holds what was asked about it. */
export default function WhoKnowsPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const [name, setName] = useState(search.name ?? '');
  const [company, setCompany] = useState(search.company ?? '');
  const ready = name.trim() !== '';
  return (
    <Page title={t('relationships.who.title')} subtitle={t('relationships.who.hint')}>
      <Card className={css.card}>
        <form
          className={css.pick}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) setSearch({ name: name.trim(), company: company.trim() || undefined });
          }}
        >
          <Labelled
            label={
              <>
                {t('relationships.who.name')} <span aria-hidden>*</span>
              </>
            }
          >
            {(ids) => (
              <Input
                {...ids}
                aria-required
                autoComplete="off"
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('relationships.who.company')} extra={t('relationships.who.companyHint')}>
            {(ids) => (
              <Input
                {...ids}
                autoComplete="off"
                maxLength={200}
                value={company}
                onChange={(event) => setCompany(event.target.value)}
              />
            )}
          </Labelled>
          <Button type="primary" htmlType="submit" disabled={!ready} className={css.find}>
            {t('relationships.who.find')}
          </Button>
        </form>
        {search.name ? <WhoKnows about={{ name: search.name, company: search.company || undefined }} /> : null}
      </Card>
      <Introductions />
    </Page>
  );
}
