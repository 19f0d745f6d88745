/** What 远帆新材料 wants to know of its customers besides the built-in fields; keys are names used here alone. */
type DemoField = {
  key: string;
  section: string;
  label: string;
  type: 'text' | 'number' | 'money' | 'choice' | 'formula';
  segment?: string;
  help?: string;
  choices?: readonly string[];
  searchable?: boolean;
  /** Shown when this field has one of these choices. */
  when?: { field: string; choices: readonly string[] };
  /** Other fields stand in it as `{key}`. */
  formula?: string;
};

export const sections = ['生产情况', '合作条件'] as const;

export const fields: readonly DemoField[] = [
  {
    key: 'capacity',
    section: '生产情况',
    label: '年产能（吨）',
    type: 'number',
    segment: '直销工厂',
    help: '以客户排产口径为准',
  },
  {
    key: 'making',
    section: '生产情况',
    label: '生产方式',
    type: 'choice',
    segment: '直销工厂',
    choices: ['自有工厂', '委托加工', '两者都有'],
  },
  {
    key: 'maker',
    section: '生产情况',
    label: '委托加工厂',
    type: 'text',
    segment: '直销工厂',
    searchable: true,
    when: { field: 'making', choices: ['委托加工', '两者都有'] },
  },
  {
    key: 'monthly',
    section: '生产情况',
    label: '月均产量（吨）',
    type: 'formula',
    segment: '直销工厂',
    formula: 'round({capacity} / 12, 1)',
  },
  { key: 'area', section: '合作条件', label: '覆盖区域', type: 'text', segment: '经销商', searchable: true },
  { key: 'days', section: '合作条件', label: '账期（天）', type: 'number' },
  { key: 'credit', section: '合作条件', label: '信用额度', type: 'money' },
];

export const principles: Readonly<Record<string, string>> = {
  直销工厂: '决策者每季度见面一次。\n新品先小试，再中试，再谈批量。',
  经销商: '先款后货，超出额度须财务会签。\n不跨区域供货。',
};

/** Values by the customer's short name; a choice by its label. */
export const values: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  海川新材: { capacity: 30000, making: '自有工厂', days: 90, credit: '3000000.00' },
  嘉禾塑胶: { capacity: 8600, making: '自有工厂', days: 30, credit: '600000.00' },
  宏达线缆: { capacity: 15000, making: '委托加工', maker: '扬州瑞邦塑化', days: 60 },
  恒信塑业: { capacity: 5200, days: 45, credit: '400000.00' },
  沪联贸易: { area: '上海、苏南', days: 0, credit: '800000.00' },
  甬港化工: { area: '宁波、台州', days: 15, credit: '500000.00' },
  永晟化工: { capacity: 12000, making: '两者都有', maker: '常熟恒泰助剂厂', days: 60, credit: '1500000.00' },
};
