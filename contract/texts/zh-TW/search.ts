import type { Shape } from '../shape.ts';
import type { search as chinese } from '../zh-CN/search.ts';

export const search = {
  placeholder: '搜尋客戶、聯絡人、計畫，或輸入命令',
  title: '搜尋與命令',
  open: '開啟搜尋',
  nothing: '找不到「{{q}}」',
  types: {
    customer: '客戶',
    contact: '聯絡人',
    planItem: '計畫項目',
  },
  goTo: '前往 {{place}}',
  setLanguage: '語言：{{name}}',
  setTheme: '外觀：{{name}}',
  hint: '↑ ↓ 選擇，Enter 開啟，Esc 關閉',
} satisfies Shape<typeof chinese>;
