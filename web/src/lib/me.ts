import { useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '../../../contract/permissions.ts';
import type { Outputs } from './client.ts';
import { api } from './client.ts';

export type Me = Outputs['auth']['me'];

export const meQuery = api.auth.me.queryOptions({ staleTime: 60_000 });

/** The signed-in person; only inside the shell, whose route has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the signed-in person holds a permission: decides what is offered, the server decides what is allowed. */
export function useMay(): (permission: Permission) => boolean {
  const held = useMe().permissions;
  return (permission) => held.includes(permission);
}
