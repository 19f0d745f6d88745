import type { ListName } from '../../settings.ts';

export const settings = {
  lists: {
    segment: '客户类型',
    region: '区域',
    industry: '行业',
    level: '客户级别',
    purpose: '拜访目的',
    competitor: '竞争对手',
    costKind: '费用种类',
    returnReason: '退回公海的原因',
  } as const satisfies Record<ListName, string>,
} as const;
