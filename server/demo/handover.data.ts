/** A colleague of the south who has left, and what he handed over. */
export const leaver = { login: 'south.rep2', name: '何俊', successor: 'south.rep1', daysAgo: 4, introduceInDays: 7 };

export const handed = [
  {
    name: '佛山诚泰鞋材有限公司',
    segment: '直销工厂',
    region: '广东',
    industry: '人造革',
    level: 'B 成长',
    phone: '0757-83310066',
    description: '年用环保增塑剂约 90 吨，两家供应商各占一半。',
    contact: { name: '邓志明', title: '采购经理', decisionRole: 'buyer', phone: '13800019101' },
    visit: {
      discussed: '谈四季度用量：出口订单恢复，十二月要加两条线。对我方交期满意，价格仍比另一家高。',
      needs: '小批量分批送货，每批 5 吨',
      promise: '给出分批送货的报价',
      next: '带报价再访，约技术一起谈低气味牌号',
    },
  },
  {
    name: '厦门海润密封材料有限公司',
    segment: '终端客户',
    region: '福建',
    industry: '塑料制品',
    level: 'C 一般',
    phone: '0592-55820177',
    description: '密封条料，低温柔韧性要求高。',
    contact: { name: '蔡丽', title: '技术主管', decisionRole: 'user', phone: '13800019102' },
    visit: {
      discussed: '样品在零下 30 度开裂，怀疑是批次问题，对方愿意再试一次。',
      needs: '低温牌号的二次样品和检测报告',
      promise: '寄第二批样品',
      next: '跟进第二批样品的低温测试',
    },
  },
] as const;
