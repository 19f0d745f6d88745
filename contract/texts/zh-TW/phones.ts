import type { Shape } from '../shape.ts';
import type { phones as chinese } from '../zh-CN/phones.ts';

export const phones = {
  reveal: '檢視{{name}}的完整電話（會記錄）',
  left: '今天還可檢視 {{count}} 個',
} satisfies Shape<typeof chinese>;
