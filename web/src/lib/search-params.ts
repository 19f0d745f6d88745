import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

/** Everything after `?` in the address: words only, so that a shared address means the same to everyone. */
export type Search = Record<string, string | undefined>;

/** The filters of a page live in its address. `set` changes some of them; undefined or empty removes one. */
export function useSearchParams(): [Search, (changes: Search) => void] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (changes: Search) => {
    const next = Object.entries({ ...search, ...changes }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '.', search: Object.fromEntries(next), replace: true });
  };
  return [search, set];
}

/** The `$id` of the page's path. */
export function usePathId(): string {
  return (useParams({ strict: false }) as { id?: string }).id ?? '';
}
