import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { App } from 'antd';
import type { RefObject } from 'react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { followLive } from '../../lib/live.ts';
import { onOtherPerson, useMe } from '../../lib/me.ts';
import { usePhone } from '../../lib/media.ts';
import { useT } from '../../lib/texts.ts';
import { BottomBar } from './bottom-bar.tsx';
import css from './shell.module.css';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

const Search = lazy(() => import('./search.tsx'));
const OutboxRunner = lazy(() => import('../../features/visits/drafts/outbox-runner.tsx'));

/** Ctrl/⌘ K opens the search from anywhere. */
function useSearchKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey) {
        event.preventDefault();
        open();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
}

/** After going to another page the keyboard stands at its beginning, unless the page has put it into a field. */
function usePageFocus(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

/** Everything around a page: skip link, top bar, modules on the left or, on a phone, places at the bottom. */
export default function Shell() {
  const t = useT();
  const phone = usePhone();
  const queries = useQueryClient();
  const main = usePageFocus();
  const [searching, setSearching] = useState(false);
  const [open] = useState(() => () => setSearching(true));
  useSearchKey(open);
  const { id } = useMe();
  useEffect(() => followLive(queries), [queries]);
  // One browser has one session: this tab must not go on showing one person's screen with another's rights.
  useEffect(() => onOtherPerson(id, () => location.reload()), [id]);
  return (
    <App className={css.app} message={{ top: 56 }}>
      <a className={css.skip} href="#content">
        {t('shell.skip')}
      </a>
      <TopBar onSearch={open} />
      {phone ? null : <SideMenu />}
      <main ref={main} className={css.main} id="content" tabIndex={-1}>
        <Outlet />
      </main>
      {phone ? <BottomBar /> : null}
      <Suspense>
        <OutboxRunner />
      </Suspense>
      <Suspense>{searching ? <Search onClose={() => setSearching(false)} /> : null}</Suspense>
    </App>
  );
}
