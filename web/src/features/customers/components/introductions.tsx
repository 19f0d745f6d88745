import { SwapOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Introduction } from '../../../../../contract/relationships.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './relationships.module.css';

/** Requests to oneself, which wait for an answer, and one's own. */
export function Introductions() {
  const t = useT();
  const query = useInfiniteQuery(
    api.relationships.introductions.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 50 }),
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const theirs = items.filter((item) => item.side === 'theirs');
        const mine = items.filter((item) => item.side === 'mine');
        return (
          <>
            {items.length === 0 ? (
              <Card>
                <EmptyState
                  compact
                  icon={<SwapOutlined />}
                  title={t('relationships.introductions.none')}
                  hint={t('relationships.introductions.noneHint')}
                />
              </Card>
            ) : null}
            <Requests title={t('relationships.introductions.theirs')} items={theirs} />
            <Requests title={t('relationships.introductions.mine')} items={mine} />
            {query.hasNextPage ? (
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('relationships.introductions.more')}
              </Button>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}

function Requests({ title, items }: { title: string; items: Introduction[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={title} className={css.card}>
      <ul>
        {items.map((item) => (
          <Request key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

const tones = { open: 'info', accepted: 'ok', declined: 'done' } as const;
const states = { open: 'asked', accepted: 'accepted', declined: 'declined' } as const;

function useHeadline(): (item: Introduction) => string {
  const t = useT();
  return ({ side, name, company, person }) => {
    const who = [name, company].filter(Boolean).join(` ${t('common.separator')} `);
    if (side === 'mine')
      return who ? t('relationships.introductions.about', { name: who }) : t('relationships.introductions.aboutLost');
    const asker = person?.name ?? '';
    return who
      ? t('relationships.introductions.wants', { person: asker, name: who })
      : t('relationships.introductions.wantsSomebody', { person: asker });
  };
}

function Request({ item }: { item: Introduction }) {
  const t = useT();
  const headline = useHeadline()(item);
  const { side, department, person, words, answer, state, createdAt } = item;
  const waits = side === 'theirs' && state === 'open';
  return (
    <Row
      second={
        <>
          <span className={css.tags}>
            {department ? <span>{t('relationships.introductions.in', { department: department.name })}</span> : null}
            {side === 'mine' && person ? (
              <span>{t('relationships.introductions.by', { person: person.name })}</span>
            ) : null}
            <RelativeTime at={createdAt} />
          </span>
          {words ? <p>{words}</p> : null}
          {answer ? <p>{answer}</p> : null}
        </>
      }
      end={waits ? null : <StateTag tone={tones[state]}>{t(`relationships.who.${states[state]}`)}</StateTag>}
      below={waits ? <Answer id={item.id} asker={person?.name ?? ''} /> : null}
    >
      {headline}
    </Row>
  );
}

function Answer({ id, asker }: { id: string; asker: string }) {
  const t = useT();
  const [words, setWords] = useState('');
  const answer = useCommand(api.relationships.answer);
  const send = (accept: boolean) => answer.mutate({ id, accept, words: accept ? words.trim() || null : null });
  return (
    <div className={css.asking}>
      <Labelled label={t('relationships.introductions.answer')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Labelled>
      <div className={css.foot}>
        <Button type="primary" loading={answer.isPending} onClick={() => send(true)}>
          {t('relationships.introductions.accept')}
        </Button>
        <Button onClick={() => send(false)}>{t('relationships.introductions.decline')}</Button>
        <span className={css.hint}>{t('relationships.introductions.acceptTitle', { person: asker })}</span>
      </div>
    </div>
  );
}
