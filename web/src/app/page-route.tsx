import type { ComponentType } from 'react';

export type Page<P extends string = string> = { path: P; load: () => Promise<{ default: ComponentType }> };

export function page<P extends string>(path: P, load: Page['load']): Page<P> {
  return { path, load };
}
