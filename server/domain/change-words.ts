// Chinese words for the sections and settings of the language.
import { isMap, type Json } from './merge-patch.js';

const attributes: { [key: string]: string } = {
  title: '名称',
  order: '次序',
  minimum: '最小值',
  maximum: '最大值',
  minLength: '最少字数',
  maxLength: '最多字数',
  digits: '小数位',
  required: '必填',
  hint: '填写说明',
  hidden: '停用',
  blank: '空着的算法',
  type: '类型',
  codeList: '代码表',
  format: '格式',
  width: '列宽',
  rowTitle: '首列表头',
  rowWidth: '首列宽',
  total: '合计行名称',
  level: '级别',
  that: '条件',
  message: '提示语',
  explain: '理由',
  at: '提示位置',
  each: '逐行检查的表',
  value: '算法',
  show: '显示方式',
  to: '去向',
  from: '可办理的状态',
  by: '办理人',
  checks: '检查要求',
  needs: '要求',
  reason: '写明原因',
  main: '主要按钮',
  done: '记录里的说法',
  editable: '可填写的人',
  handedIn: '算已上报',
  final: '算已办结',
  colour: '颜色',
  initial: '开始的状态',
  text: '内容',
  seal: '盖章',
  sign: '签字',
  shows: '印出的内容',
  size: '纸张',
  landscape: '横向',
  fontSize: '表内字号',
  rowHeight: '行高',
  stage: '学段',
  becomes: '对应的新代码',
  until: '停用日',
  minLines: '最少行数',
  maxLines: '最多行数',
  rows: '行',
  when: '要填的行',
  where: '条件',
  filledBy: '填报单位',
  life: '办理过程',
  aliases: '别名',
  short: '简称',
  grace: '宽限天数',
  except: '不报的时间',
  due: '截止日',
  dues: '单独的截止日',
  source: '出处',
  years: '学年',
  windows: '时段',
  onHoliday: '遇休息日',
  day: '日',
  days: '天数',
  weeks: '周数',
  of: '起算',
  month: '月',
  every: '多久一次',
  calendar: '校历',
  workday: '第几个工作日',
  workdays: '工作日数',
  locked: '锁定',
  properties: '栏目',
  columns: '列',
  tables: '表',
  paper: '纸张',
  head: '表头行',
  notes: '附注',
  carry: '从上期带入',
  fill: '从台账取数',
  sums: '汇总',
  formulas: '计算项',
  differs: '不一致时',
  schoolYear: '新学年',
  entry: '起始年级',
  subtotals: '小计',
  states: '状态',
  actions: '办理步骤',
  holidays: '放假',
  s1: '第一学期',
  s2: '第二学期',
  meanings: '栏目的含义',
  privacy: '隐私',
  mask: '遮盖',
  views: '常用查看',
  events: '变动',
  groups: '分组',
  template: '版面',
  fields: '要填的内容',
  texts: '段落',
  clauses: '引用的条文',
  serial: '编号',
  pattern: '写法',
  once: '只发一次',
  receipt: '回执',
  lines: '各行',
  for: '发给',
  law: '法律',
  article: '条',
  paragraph: '款',
  editions: '版本',
  articles: '条文',
  passed: '通过日期',
  kind: '类别',
  default: '预先写好的',
};

export const attributeWords = (key: string): string => attributes[key] ?? `“${key}”`;

const nouns: { [place: string]: string } = {
  'report schema.properties': '栏目',
  'ledger schema.properties': '栏目',
  'ledger groups': '分组',
  'ledger views': '分册',
  'ledger events': '异动',
  'letter fields': '填入的内容',
  'report each.properties': '栏目',
  'report formulas': '计算项',
  'report checks': '检查',
  'report notes': '附注',
  'report windows': '时段',
  'code-list codes': '代码',
  'report subtotals': '小计',
  'life states': '状态',
  'life actions': '办理步骤',
  'calendar holidays': '放假',
  'calendar workdays': '调休上班',
};
const sections: { [section: string]: string } = {
  title: '表名',
  aliases: '别名',
  layout: '版式',
  filledBy: '填报单位',
  life: '办理过程',
  initial: '开始的状态',
  years: '学年',
  period: '填报期限',
  schema: '栏目',
  codes: '代码',
};

/** 签字行, 检查, 代码 …: what people call the entry at a place. */
export function nounOf(kind: string, path: string[], value: Json | undefined): string {
  const above = path.slice(0, -1);
  if (above.at(-1) === 'head' && isMap(value)) return value.sign === true ? '签字行' : value.seal === true ? '盖章行' : '表头行';
  const named = nouns[`${kind} ${above.slice(-2).join('.')}`] ?? nouns[`${kind} ${above.at(-1)}`];
  if (path.length === 1) return path[0] === 'title' && kind !== 'report' ? '名称' : (sections[path[0] as string] ?? attributeWords(path[0] as string));
  return named ?? '内容';
}

const values: { [key: string]: { [value: string]: string } } = {
  level: { error: '错误', warning: '警告' },
  type: { integer: '整数', decimal: '小数', string: '文字', boolean: '是或否' },
  show: { number: '数', percent: '百分比' },
  shows: { office: '单位名称', period: '填报时间', filler: '填表人', nothing: '不印' },
  format: { date: '日期' },
  colour: { default: '灰', processing: '蓝', warning: '橙', error: '红', success: '绿' },
  blank: { 0: '按 0 算' },
};

/** A setting as a person would say it: 是, “借读”, 12. */
export function valueInWords(path: string[], value: Json | undefined): string {
  if (value === undefined || value === null) return '没有';
  const named = values[path.at(-1) as string]?.[String(value)];
  if (named) return `“${named}”`;
  if (typeof value === 'boolean') return value ? '“是”' : '“否”';
  if (typeof value === 'object')
    return `“${Object.keys(value)
      .map((key) => attributes[key] ?? key)
      .join('、')}”`;
  const text = String(value);
  return `“${text.length > 120 ? `${text.slice(0, 120)}…` : text}”`;
}
