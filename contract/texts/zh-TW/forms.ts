import type { Shape } from '../shape.ts';
import type { forms as chinese } from '../zh-CN/forms.ts';

export const forms = {
  none: '未填寫',
  unseen: '您無權檢視的客戶',
  choose: '請選擇',
  from: '開始',
  until: '結束',
  cell: '第 {{place}} 列：{{name}}',
  add: '新增一列',
  remove: '刪除第 {{place}} 列',
  sum: '合計',
  empty: '還沒有內容',
  computed: '自動計算',
} satisfies Shape<typeof chinese>;
