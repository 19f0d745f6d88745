import type { Shape } from '../shape.ts';
import type { inbox as chinese } from '../zh-CN/inbox.ts';

export const inbox = {
  title: '待我評價',
  keys: '等最久的在前。J、K 上下，1–5 評分，Ctrl + Enter 送出並到下一項。',
  waits: '等了 {{count}} 個工作日',
  waitsToday: '今天提交',
  week: '{{from}}–{{to}}的週計畫，{{count}} 項',
  adjust: '開啟並調整',
  unfold: '展開拜訪紀錄',
  unfoldWeek: '展開計畫',
  empty: '沒有等您評價的工作',
  emptyHint: '部屬完成計畫項目或提交週計畫後，會在這裡等您的分數和指導。',
  emptyAction: '看本月得分',
} satisfies Shape<typeof chinese>;
