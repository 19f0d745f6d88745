import { z } from 'zod';
import type { OwnKey } from './customer-lists.ts';
import { columnKeys, extraColumns, groupKeys, sortKeys } from './customer-lists.ts';

const ownKey = z.string().regex(/^own\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown as z.ZodType<OwnKey>;

export const sortKey = z.union([z.enum(sortKeys), ownKey]);
export const groupKey = z.union([z.enum(groupKeys), ownKey]);
export const columnKey = z.union([z.enum(columnKeys), ownKey]);
export const extraColumn = z.union([z.enum(extraColumns), ownKey]);
