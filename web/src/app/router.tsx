/**
 * Pages are the lines of routes.tsx; everything else about routing is here.
 *
 * - Link: `<Link to="/customers/$id" params={{ id }}>` from @tanstack/react-router; ids through `usePathId()` of lib/search-params.ts.
 * - Filters: `const [search, setSearch] = useSearchParams()` from lib/search-params.ts; they live in the address.
 * - A page starts with `<Page title=…>` from ui/page.tsx and reads with useQuery; `<Loaded query={…}>` shows skeleton
 *   and error.
 */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { apiError, onSignedOut } from '../lib/client.ts';
import { forgetPerson, meQuery } from '../lib/me.ts';
import type { Search } from '../lib/search-params.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import type { Page } from './page-route.tsx';
import { queryClient } from './providers.tsx';
import { pages, publicPages } from './routes.tsx';

const root = createRootRoute({
  component: Outlet,
  validateSearch: (search: Record<string, unknown>): Search =>
    Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)])),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx')),
  beforeLoad: async ({ location }) => {
    try {
      const me = await queryClient.ensureQueryData(meQuery);
      if (me.mustChangePassword) throw redirect({ to: '/first-password' });
    } catch (error) {
      if (apiError(error)?.code === 'auth.required')
        throw redirect({ to: '/sign-in', search: { back: location.href } });
      throw error;
    }
  },
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});

function inside<const P extends string>({ path, load }: Page<P>) {
  return createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load) });
}
function outside<const P extends string>({ path, load }: Page<P>) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });
}

type PathOf<L extends readonly Page[]> = L[number]['path'];
type Inside = { [P in PathOf<typeof pages>]: ReturnType<typeof inside<P>> }[PathOf<typeof pages>];
type Outside = { [P in PathOf<typeof publicPages>]: ReturnType<typeof outside<P>> }[PathOf<typeof publicPages>];

const insideRoutes = pages.map((each) => inside(each)) as Inside[];
const outsideRoutes = publicPages.map((each) => outside(each)) as Outside[];

const nowhere = createRoute({
  getParentRoute: () => shell,
  path: '$',
  component: lazyRouteComponent(() => import('../ui/not-found.tsx')),
});

const words = {
  parse: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringify: (search: Record<string, unknown>) => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    ).toString();
    return text ? `?${text}` : '';
  },
};

export const router = createRouter({
  routeTree: root.addChildren([start, ...outsideRoutes, shell.addChildren([...insideRoutes, nowhere])]),
  parseSearch: words.parse,
  stringifySearch: words.stringify,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  ),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { back: href } }).then(() => forgetPerson(queryClient));
});
