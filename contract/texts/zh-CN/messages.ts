export const messages = {
  title: '消息',
  unread: '{{count}} 条未读',
  onlyUnread: '只看未读',
  readAll: '全部标为已读',
  seeAll: '查看全部消息',
  new: '未读',
  empty: '还没有消息',
  emptyHint: '有人给您下达计划、评价您的工作或回复您时，会在这里告诉您。',
  kinds: {
    planItem: {
      assigned: '{{actor}}给您下达了“{{title}}”',
      submitted: '{{actor}}完成了“{{title}}”，等您评价',
      evaluated: '{{actor}}评价了“{{title}}”：{{score}} 分',
      corrected: '{{actor}}更正了“{{title}}”的评价：{{score}} 分',
      replied: '{{actor}}回复了“{{title}}”',
      adjusted: '{{actor}}调整了“{{title}}”',
    },
    planWeek: {
      submitted: '{{actor}}提交了 {{week}} 这一周的计划，等您批准',
      approved: '{{actor}}批准了您 {{week}} 这一周的计划',
      returned: '{{actor}}退回了您 {{week}} 这一周的计划，附有意见',
    },
    customer: {
      teamJoined: '{{actor}}把您加入了一家客户的团队',
      mentioned: '{{actor}} 在客户动态里提到了您',
      poolWarned: '您负责的一家客户将于 {{day}} 退回公海',
      poolReturned: '一家客户已退回公海“{{pool}}”',
      poolAssigned: '从公海“{{pool}}”分给了您一家客户',
    },
    contact: {
      left: '{{actor}}记录了一位联系人的离职，请看接任者是否已定',
    },
    introduction: {
      asked: '{{actor}}想请您引荐一个人',
      accepted: '{{actor}}愿意为您引荐',
      declined: '您请的引荐，对方婉拒了',
    },
    team: {
      began: '您在一家客户团队的任期从今天开始',
      ended: '您在一家客户团队的任期已到，不再看到这家客户',
      asked: '{{actor}}申请加入一家客户的团队，等您答复',
      accepted: '您加入团队的申请已被接受',
      declined: '您加入团队的申请没有被接受',
    },
    export: {
      finished: '导出“{{file}}”已完成',
    },
    handover: {
      received: '{{actor}}把工作交接给了您',
      finished: '一次交接已完成',
      failed: '一次交接没有做成，什么都没有改变',
    },
    import: {
      finished: '导入“{{file}}”已结束',
    },
    workflow: {
      deputised: '有人不在，“{{title}}”由您代为处理',
      deputyNamed: '{{from}} 至 {{until}} 由代理人处理{{person}}的流程',
      assigned: '{{actor}}有“{{title}}”等您处理',
      returned: '{{actor}}把“{{title}}”退回给您',
      copied: '{{actor}}抄送了“{{title}}”',
      urged: '催办：“{{title}}”等您处理',
      commented: '{{actor}}评论了“{{title}}”',
      ended: '“{{title}}”已结束',
    },
    bulkEdit: {
      finished: '批量修改完成：改了 {{changed}} 家，{{failed}} 家没有改成',
      undone: '批量修改已撤销：{{undone}} 家恢复原样',
    },
  },
} as const;
