import type { Shape } from '../shape.ts';
import type { settings as chinese } from '../zh-CN/settings.ts';

export const settings = {
  lists: {
    segment: '客戶類型',
    region: '區域',
    industry: '產業',
    level: '客戶等級',
    purpose: '拜訪目的',
    competitor: '競爭對手',
    costKind: '費用種類',
    returnReason: '退回公海的原因',
  },
} satisfies Shape<typeof chinese>;
