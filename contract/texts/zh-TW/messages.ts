import type { Shape } from '../shape.ts';
import type { messages as chinese } from '../zh-CN/messages.ts';

export const messages = {
  title: '訊息',
  unread: '{{count}} 則未讀',
  onlyUnread: '只看未讀',
  readAll: '全部標為已讀',
  seeAll: '檢視全部訊息',
  new: '未讀',
  empty: '還沒有訊息',
  emptyHint: '有人指派計畫、評價您的工作或回覆您時，會在這裡告訴您。',
  kinds: {
    planItem: {
      assigned: '{{actor}}指派給您「{{title}}」',
      submitted: '{{actor}}完成了「{{title}}」，等您評價',
      evaluated: '{{actor}}評價了「{{title}}」：{{score}} 分',
      corrected: '{{actor}}更正了「{{title}}」的評價：{{score}} 分',
      replied: '{{actor}}回覆了「{{title}}」',
      adjusted: '{{actor}}調整了「{{title}}」',
    },
    planWeek: {
      submitted: '{{actor}}提交了 {{week}} 這一週的計畫，等您核准',
      approved: '{{actor}}核准了您 {{week}} 這一週的計畫',
      returned: '{{actor}}退回了您 {{week}} 這一週的計畫，附有意見',
    },
    customer: {
      teamJoined: '{{actor}}將您加入一家客戶的團隊',
      mentioned: '{{actor}} 在客戶動態裡提到了您',
      poolWarned: '您負責的一家客戶將於 {{day}} 退回公海',
      poolReturned: '一家客戶已退回公海「{{pool}}」',
      poolAssigned: '從公海「{{pool}}」分給了您一家客戶',
    },
    contact: {
      left: '{{actor}}記錄了一位聯絡人的離職，請看接任者是否已定',
    },
    introduction: {
      asked: '{{actor}}想請您引薦一個人',
      accepted: '{{actor}}願意為您引薦',
      declined: '您請的引薦，對方婉拒了',
    },
    team: {
      began: '您在一家客戶團隊的任期從今天開始',
      ended: '您在一家客戶團隊的任期已到，不再看到這家客戶',
      asked: '{{actor}}申請加入一家客戶的團隊，等您答覆',
      accepted: '您加入團隊的申請已被接受',
      declined: '您加入團隊的申請沒有被接受',
    },
    export: {
      finished: '匯出「{{file}}」已完成',
    },
    handover: {
      received: '{{actor}}把工作交接給了您',
      finished: '一次交接已完成',
      failed: '一次交接沒有做成，什麼都沒有改變',
    },
    import: {
      finished: '匯入「{{file}}」已結束',
    },
    workflow: {
      deputised: '有人不在，「{{title}}」由您代為處理',
      deputyNamed: '{{from}} 至 {{until}} 由代理人處理{{person}}的流程',
      assigned: '{{actor}}有“{{title}}”等您處理',
      returned: '{{actor}}把“{{title}}”退回給您',
      copied: '{{actor}}抄送了“{{title}}”',
      urged: '催辦：“{{title}}”等您處理',
      commented: '{{actor}}評論了“{{title}}”',
      ended: '“{{title}}”已結束',
    },
    bulkEdit: {
      finished: '批次修改完成：改了 {{changed}} 家，{{failed}} 家沒有改成',
      undone: '批次修改已撤銷：{{undone}} 家恢復原樣',
    },
  },
} satisfies Shape<typeof chinese>;
