import type { Shape } from '../shape.ts';
import type { timeline as chinese } from '../zh-CN/timeline.ts';

export const timeline = {
  placeholder: '寫點什麼，@ 可以提到同事',
  nobody: '沒有能看到這家客戶的人叫這個名字',
  attach: '附件',
  edited: '已修改',
  removed: '這則記錄已收回',
  edit: '修改這則記錄',
  remove: '收回這則記錄',
  removeTitle: '收回這則記錄？',
  removeBody: '動態裡會留下「已收回」，內容只保留在稽核記錄裡。',
  filter: '動態類型',
  by: '誰做的',
  noMatch: '沒有符合的動態',
  kinds: {
    visits: '拜訪',
    plans: '計畫',
    archive: '檔案',
    contacts: '聯絡人',
    notes: '記錄',
    workflows: '流程',
    team: '團隊',
  },
} satisfies Shape<typeof chinese>;
