import type { OwnField } from '../../../contract/fields.ts';
import type { ImportKind } from '../../../contract/transfers.ts';
import { historyFields, importFields } from '../../../contract/transfers.ts';
import { normalizeName } from '../../platform/text.names.ts';

/** Field → index of its column. */
export type Mapping = Record<string, number>;

const history = {
  createdBy: '创建人 建档人 录入人 建立人 建檔人 創建人 created_by creator author',
  createdAt:
    '创建时间 创建日期 建档时间 建档日期 建档 建立時間 建立日期 建檔時間 建檔 created_at created_on created creation_date',
};

/** What a column may be headed with; compared without case, spaces and punctuation. Fields in the order they choose. */
const customerHeadings: Record<(typeof importFields)['customers'][number], string> = {
  name:
    '客户名称 客户全称 客户 客户名 公司名称 公司全称 公司 公司名 单位名称 企业名称 名称 客戶名稱 客戶 公司名稱 名稱 ' +
    'account account_name customer customer_name company company_name name',
  segment: '客户类型 客户类别 客户分类 类型 客戶類型 客戶類別 類型 segment customer_type account_type type',
  region:
    '区域 地区 大区 省份 所在地 所在地区 區域 地區 region office_location location country province territory area',
  industry: '行业 所属行业 行业类别 产业 行業 所屬行業 產業 sector industry',
  level: '级别 客户级别 等级 客户等级 級別 客戶級別 等級 level grade tier',
  owner:
    '负责人 业务员 销售 销售员 销售代表 销售人员 客户经理 归属人 負責人 業務員 業務 owner account_owner sales_rep sales_agent salesperson',
  parent:
    '上级公司 母公司 上级单位 集团 所属集团 上級公司 集團 所屬集團 parent parent_company parent_account subsidiary_of group',
  phone: '电话 公司电话 电话号码 座机 固定电话 電話 公司電話 電話號碼 phone telephone tel company_phone phone_number',
  creditCode:
    '统一社会信用代码 社会信用代码 信用代码 税号 統一社會信用代碼 信用代碼 credit_code unified_social_credit_code uscc tax_id',
  website: '网址 网站 官网 公司网址 網址 網站 官網 website url web homepage',
  foundedYear:
    '成立年份 成立时间 成立年度 成立日期 成立 創立年份 成立時間 year_established founded_year founded established',
  employees: '员工人数 员工数 人数 规模 員工人數 員工數 人數 employees employee_count headcount number_of_employees',
  annualRevenue: '年营业额 营业额 年收入 年销售额 营收 年營業額 營業額 營收 annual_revenue revenue turnover',
  description: '简介 公司简介 备注 描述 说明 簡介 備註 描述 說明 description note notes remark remarks comment',
  address: '地址 公司地址 办公地址 联系地址 公司地址 辦公地址 address office_address street',
  contactName: '联系人姓名 联系人 主要联系人 聯絡人姓名 聯絡人 聯繫人 contact_name contact contact_person',
  contactTitle: '联系人职务 联系人职位 职务 职位 聯絡人職務 職務 職位 contact_title job_title title',
  contactPhone:
    '联系人电话 联系人手机 联系电话 手机 手机号 聯絡人電話 聯絡電話 手機 contact_phone contact_mobile mobile cell',
  ...history,
};

const peopleHeadings: Record<(typeof importFields)['people'][number], string> = {
  name: '姓名 员工姓名 人员 员工 名字 員工姓名 人員 員工 name full_name sales_agent agent employee salesperson',
  login: '账号 登录名 登录账号 用户名 工号 帳號 登入名 使用者名稱 工號 login login_name username user_name account',
  department:
    '部门 所属部门 办事处 分公司 大区 区域 部門 所屬部門 辦事處 department regional_office office branch region team',
  supervisor:
    '上级 直属上级 直接上级 主管 直属主管 经理 汇报对象 上級 直屬上級 直屬主管 經理 supervisor manager reports_to boss',
  post: '岗位 职位 职务 崗位 職位 職務 post position job_title title',
  email: '邮箱 电子邮箱 电子邮件 邮件 電子郵件 郵箱 email e_mail email_address mail',
  phone: '电话 手机 手机号 联系电话 電話 手機 聯絡電話 phone mobile telephone tel',
};

const customer = `${customerHeadings.name.replaceAll(' 名称', '').replaceAll(' name', '').replaceAll(' 名稱', '')} 信用代码`;
const person =
  '我方人员 人员 同事 成员 员工 负责人 姓名 我方人員 人員 同事 成員 colleague person member user owner name';
const login = '账号 登录名 工号 帳號 登入名 工號 login username user_name';
const note = '备注 说明 備註 說明 note notes remark remarks comment';

const contactHeadings: Record<(typeof importFields)['contacts'][number], string> = {
  customer,
  name: '姓名 联系人 联系人姓名 名字 聯絡人 聯絡人姓名 name contact contact_name full_name',
  title: '职务 职位 联系人职务 職務 職位 title job_title position',
  decisionRole: '决策角色 角色 決策角色 decision_role role buying_role',
  phone: '电话 手机 联系电话 手机号 电话号码 電話 手機 聯絡電話 phone mobile telephone cell phone_number',
  email: '邮箱 电子邮箱 电子邮件 郵箱 電子郵件 email e_mail mail email_address',
  note,
  lastMetOn: '最近见面 最近拜访 上次见面 最近見面 上次見面 last_met last_met_on last_visit',
  leftOn: '离开日期 离职日期 離開日期 離職日期 left_on left',
  ...history,
};

const relationshipHeadings: Record<(typeof importFields)['relationships'][number], string> = {
  customer,
  contact: '联系人 联系人姓名 聯絡人 聯絡人姓名 contact contact_name',
  person,
  login,
  strength: '强度 关系强度 關係強度 強度 strength',
  setOn: '评定日期 評定日期 set_on',
  lastTouchOn: '最近接触 最近联系 最近接觸 最近聯絡 last_touch last_touch_on last_contact',
  note,
};

const teamHeadings: Record<(typeof importFields)['teams'][number], string> = {
  customer,
  person,
  login,
  role: '角色 团队角色 團隊角色 role team_role',
  access: '权限 權限 access rights',
  fromOn: '开始日期 起始日期 開始日期 起始日期 from from_on start start_date',
  untilOn: '结束日期 截止日期 結束日期 until until_on end end_date',
};

const headings: Record<ImportKind, Record<string, string>> = {
  customers: customerHeadings,
  contacts: contactHeadings,
  relationships: relationshipHeadings,
  teams: teamHeadings,
  people: peopleHeadings,
};

function fieldsOf(kind: ImportKind): Map<string, string> {
  const known = new Map<string, string>();
  for (const [field, words] of Object.entries(headings[kind])) {
    for (const word of words.split(' ')) {
      const key = normalizeName(word);
      if (!known.has(key)) known.set(key, field);
    }
  }
  return known;
}

/** An own field that a column can be read as. */
export type OwnColumn = Pick<OwnField, 'key' | 'label'>;

const withoutBrackets = (column: string) => normalizeName(column.replace(/[（(【[].*$/u, ''));

/**
 * Columns recognised by their headings; each field once, the first column that fits. What stands in brackets is no
 * part, except of the label of an own field. An own field that is called like a built-in one takes the last column of
 * that heading: an export writes own fields behind the others.
 */
export function recognise(kind: ImportKind, columns: readonly string[], own: readonly OwnColumn[] = []): Mapping {
  const known = fieldsOf(kind);
  const byLabel = new Map(own.map(({ key, label }) => [normalizeName(label), key]));
  const headings = columns.map(normalizeName);
  const mapping: Mapping = {};
  headings.forEach((heading, index) => {
    const key = byLabel.get(heading);
    if (key !== undefined && headings.lastIndexOf(heading) === index) mapping[key] = index;
  });
  const taken = new Set(Object.values(mapping));
  columns.forEach((column, index) => {
    const field = known.get(withoutBrackets(column)) ?? known.get(headings[index] ?? '');
    if (field !== undefined && mapping[field] === undefined && !taken.has(index)) mapping[field] = index;
  });
  return mapping;
}

const searchedRows = 5;

/** Which of the first rows is the heading: the one with most columns recognised, the first when none is. */
export function headingRow(
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  own: readonly OwnColumn[] = [],
): number {
  const counts = rows.slice(0, searchedRows).map((cells) => Object.keys(recognise(kind, cells, own)).length);
  return Math.max(counts.indexOf(Math.max(...counts)), 0);
}

/** What is wrong with a mapping that a person made: fields that there are not, columns that the file has not. */
export function mappingMistake(
  kind: ImportKind,
  mapping: Mapping,
  columns: number,
  own: readonly OwnColumn[] = [],
): string | null {
  const fields = new Set<string>([...importFields[kind], ...own.map(({ key }) => key)]);
  const wrong = Object.entries(mapping).find(([field, column]) => !fields.has(field) || column >= columns);
  return wrong ? wrong[0] : null;
}

/** Without the columns of author and time, for who may not bring these in. */
export function withoutHistory(mapping: Mapping): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([field]) => !historyFields.includes(field)));
}
