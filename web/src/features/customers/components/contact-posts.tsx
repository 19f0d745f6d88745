import { Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import type { ContactDetail, Post } from '../../../../../contract/contacts.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './relationships.module.css';

/** The person's posts elsewhere, and those that may be theirs. */
export function Posts({ detail }: { detail: ContactDetail }) {
  const t = useT();
  const { contact, posts, suggestions, can } = detail;
  const join = useCommand(api.contacts.join);
  const separate = useCommand(api.contacts.separate);
  if (posts.length === 0 && suggestions.length === 0) return null;
  return (
    <section className={css.section}>
      {posts.length > 0 ? (
        <>
          <div className={css.head}>
            <h3>{t('relationships.contact.posts')}</h3>
            {can.update ? (
              <Popconfirm
                title={t('relationships.contact.separateTitle', { name: contact.name })}
                okText={t('relationships.contact.separate')}
                onConfirm={() => separate.mutate({ id: contact.id, version: contact.version })}
              >
                <Button size="small" type="text" loading={separate.isPending}>
                  {t('relationships.contact.separate')}
                </Button>
              </Popconfirm>
            ) : null}
          </div>
          <ul>
            {posts.map((post) => (
              <PostRow key={post.id} post={post} />
            ))}
          </ul>
        </>
      ) : null}
      {suggestions.length > 0 ? (
        <>
          <div className={css.head}>
            <h3>{t('relationships.contact.suggestions')}</h3>
          </div>
          <ul>
            {suggestions.map((post) => (
              <PostRow
                key={post.id}
                post={post}
                why={t(
                  post.reason === 'mobile' ? 'relationships.contact.byMobile' : 'relationships.contact.byNameAndEmail',
                )}
                onJoin={
                  can.update
                    ? () => join.mutate({ id: contact.id, version: contact.version, otherId: post.id })
                    : undefined
                }
              />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function PostRow({ post, why, onJoin }: { post: Post; why?: string; onJoin?: () => void }) {
  const t = useT();
  const format = useFormat();
  const since = post.startedOn ? format.day(post.startedOn) : null;
  const until = post.leftOn ? t('relationships.contact.until', { day: format.day(post.leftOn) }) : null;
  const second = [why, since, until].filter(Boolean).join(` ${t('common.separator')} `);
  return (
    <Row
      second={second || null}
      end={
        onJoin ? (
          <Button size="small" onClick={onJoin}>
            {t('relationships.contact.join')}
          </Button>
        ) : null
      }
    >
      <span className={css.tags}>
        <strong>{post.name}</strong>
        {post.title}
        <Link {...places.customer(post.customer.id)}>{post.customer.name}</Link>
        {post.leftOn ? null : <StateTag tone="ok">{t('relationships.contact.current')}</StateTag>}
      </span>
    </Row>
  );
}
