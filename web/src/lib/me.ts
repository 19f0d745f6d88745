import type { QueryClient } from '@tanstack/react-query';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Locale } from '../../../contract/auth.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { Outputs } from './client.ts';
import { api, apiError } from './client.ts';
import type { Theme } from './preferences.ts';
import { rememberLocale, setTheme } from './preferences.ts';
import { setLanguage } from './texts.ts';

export type Me = Outputs['auth']['me'];

const knownKey = 'licheng.me';

/** The person last signed in on this device, so that a half-written record can be opened without network. */
function known(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(knownKey) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

async function load(signal: AbortSignal): Promise<Me> {
  try {
    const me = await api.auth.me.call(undefined, { signal });
    localStorage.setItem(knownKey, JSON.stringify(me));
    setTheme(me.theme);
    rememberLocale(me.locale);
    await setLanguage(me.locale);
    return me;
  } catch (error) {
    const last = known();
    if (apiError(error) || signal.aborted || !last) throw error;
    return last;
  }
}

export const meQuery = queryOptions({
  queryKey: api.auth.me.queryKey(),
  queryFn: ({ signal }) => load(signal),
  staleTime: 60_000,
  networkMode: 'always',
});

/** The signed-in person; only inside the shell, whose route has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the signed-in person holds a permission: decides what is offered, the server decides what is allowed. */
export function useMay(): (permission: Permission) => boolean {
  const held = useMe().permissions;
  return (permission) => held.includes(permission);
}

/** Drops everything that belongs to the person who was signed in. */
export function forgetPerson(queries: QueryClient): void {
  localStorage.removeItem(knownKey);
  queries.clear();
}

/** Calls back when another tab of this browser has signed out or signed somebody else in. */
export function onOtherPerson(id: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === knownKey && known()?.id !== id) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

/** Changes language or theme here at once and for the person's other devices. */
export function usePreferences(): (change: { locale?: Locale; theme?: Theme }) => Promise<void> {
  const queries = useQueryClient();
  return async (change) => {
    if (change.theme) setTheme(change.theme);
    if (change.locale) {
      rememberLocale(change.locale);
      await setLanguage(change.locale);
    }
    await api.auth.preferences.call(change);
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
}
