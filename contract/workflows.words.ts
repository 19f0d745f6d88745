import { z } from 'zod';

export const workflowFamilies = ['plan', 'marketing', 'administration'] as const;
export type WorkflowFamily = (typeof workflowFamilies)[number];
export const family = z.enum(workflowFamilies);

export const instanceStatuses = ['running', 'approved', 'rejected', 'withdrawn', 'terminated'] as const;
export const instanceStatus = z.enum(instanceStatuses);
export type InstanceStatus = z.infer<typeof instanceStatus>;
