import type { Shape } from '../shape.ts';
import type { month as chinese } from '../zh-CN/month.ts';

export const month = {
  title: '月度得分',
  whose: '看誰的得分',
  person: '人員',
  planScore: '計畫得分',
  completion: '完成率',
  punctuality: '準時率',
  unanswered: '未評價',
  unansweredHint: '部屬已完成、還沒有評價的計畫項目',
  numbers: {
    items: '全部計畫項目',
    due: '到期',
    completed: '已完成',
    onTime: '準時完成',
    evaluated: '已評價',
    unanswered: '未評價',
  },
  counted: '{{what}} {{count}}',
  open: '{{name}}：{{what}} {{count}} 項',
  none: '—',
  noRows: '這個月還沒有計畫項目。',
  team: '部屬各人',
  earlier: '上個月',
  later: '下個月',
  closed: '已結算',
  close: '月度結算',
  closeAsk: '{{month}}全公司結算？',
  closeMeans: '結算後，這個月的評價不能再改，只能追加更正；拜訪紀錄也不能再改。結算無法復原。',
} satisfies Shape<typeof chinese>;
