// What a county bureau asks for in a year, each as the change its designer saves. Later ones build on earlier ones.
import { expect } from 'chai';
import type { FormColumn } from '../../server/domain/form-parts.js';
import type { Form } from '../../server/domain/open-form.js';

export type CountyChange = {
  name: string;
  /** Default the monthly report. */
  definition?: string;
  change?: object;
  /** A whole new definition. */
  whole?: object;
  /** What stands on the sheet afterwards (page, workbook, PDF), and what does not any more. */
  sees?: string[];
  gone?: string[];
  /** The form as the browser opens it. */
  screen?: (form: Form) => void;
  /** One sentence of what the comparison says. */
  words: RegExp;
};

const column = (key: string, change: object) => ({ schema: { properties: { grades: { each: { properties: { [key]: change } } } } } });
const columns = (change: object) => ({ layout: { tables: { grades: { columns: change } } } });
const paper = (change: object) => ({ layout: { paper: change } });
const find = (form: Form, key: string): FormColumn | undefined => form.tables[0]?.columns.find((one) => one.key === key);
const keys = (form: Form): string[] => form.tables[0]?.columns.map((one) => one.key) ?? [];
const header = (form: Form, title: string) => form.tables[0]?.header.find((cell) => cell.title === title);
const check = (form: Form, key: string) => form.checks.find((one) => one.key === key);

const reasons = {
  id: 'ps-reasons',
  kind: 'code-list',
  version: 1,
  title: '未在校原因',
  codes: { ill: { title: '生病' }, work: { title: '外出务工' }, unknown: { title: '去向不明' } },
};

export const countyChanges: CountyChange[] = [
  {
    name: 'a column under a merged header, summed',
    change: {
      ...column('ps_jiedu', { type: 'integer', title: '借读', minimum: 0, maximum: 999, blank: 0 }),
      ...columns({ changes: { columns: { ps_jiedu: { width: 14, order: 25 } } } }),
      sums: { grades: { ps_jiedu: 'add' } },
    },
    sees: ['借读'],
    screen: (form) => {
      expect(keys(form)).to.deep.equal(['lastMonth', 'thisMonth', 'transferIn', 'transferOut', 'absent', 'ps_jiedu', 'other', 'remark']);
      expect(header(form, '变动情况')?.colSpan).to.equal(5);
    },
    words: /^在“变动情况”下增加“借读”一列$/,
  },
  { name: 'a code list of its own', definition: 'ps-reasons', whole: reasons, words: /^新建代码表“未在校原因”$/ },
  {
    name: 'a column of codes',
    change: column('ps_reason', { type: 'string', title: '未在校原因', codeList: 'ps-reasons' }),
    sees: ['未在校原因'],
    screen: (form) => expect(find(form, 'ps_reason')?.codes.map((code) => code.title)).to.deep.equal(['生病', '外出务工', '去向不明']),
    words: /增加“未在校原因”一列/,
  },
  {
    name: 'a code more',
    definition: 'ps-reasons',
    change: { codes: { ps_family: { title: '随父母外出' } } },
    screen: (form) => expect(find(form, 'ps_reason')?.codes).to.have.length(4),
    words: /^增加代码“随父母外出”$/,
  },
  {
    name: 'a code out of use',
    definition: 'ps-reasons',
    change: { codes: { unknown: { hidden: true } } },
    screen: (form) => expect(find(form, 'ps_reason')?.codes.map((code) => code.title)).to.not.include('去向不明'),
    words: /^不再使用代码“去向不明”/,
  },
  {
    name: 'a row renamed',
    definition: 'grades',
    change: { codes: { g1: { title: '小学一年级' } } },
    sees: ['小学一年级'],
    words: /“一年级”改名为“小学一年级”/,
  },
  { name: 'a locked column renamed', change: column('absent', { title: '未到校' }), sees: ['未到校'], gone: ['未在校未'], words: /“未在校”改名为“未到校”/ },
  {
    name: 'a column of days',
    change: column('ps_day', { type: 'string', format: 'date', title: '核实日期' }),
    sees: ['核实日期'],
    screen: (form) => expect(find(form, 'ps_day')?.field.format).to.equal('date'),
    words: /增加“核实日期”一列/,
  },
  { name: 'a column of yes or no', change: column('ps_visited', { type: 'boolean', title: '已家访' }), sees: ['已家访'], words: /增加“已家访”一列/ },
  {
    name: 'a header over columns that are there',
    change: columns({ ps_checked: { title: '核实情况', columns: { ps_reason: {}, ps_day: {}, ps_visited: {} } } }),
    sees: ['核实情况'],
    screen: (form) => expect(header(form, '核实情况')).to.deep.include({ row: 0, colSpan: 3 }),
    words: /增加表头“核实情况”，下含“未在校原因”“核实日期”“已家访”/,
  },
  {
    name: 'a hint at a column',
    change: column('ps_reason', { hint: '没有未在校学生的不填' }),
    screen: (form) => expect(find(form, 'ps_reason')?.field.hint).to.match(/不填/),
    words: /填写说明“没有未在校学生的不填”/,
  },
  {
    name: 'a column must be filled',
    change: column('ps_visited', { required: true }),
    screen: (form) => expect(find(form, 'ps_visited')?.field.required).to.equal(true),
    words: /^“已家访”改为必填$/,
  },
  {
    name: 'and need not be filled after all',
    change: column('ps_visited', { required: false }),
    screen: (form) => expect(find(form, 'ps_visited')?.field.required).to.equal(false),
    words: /^“已家访”不再必填$/,
  },
  {
    name: 'a limit tightened',
    change: column('absent', { maximum: 500 }),
    screen: (form) => expect(find(form, 'absent')?.field.maximum).to.equal(500),
    words: /最大值由“99999”改为“500”/,
  },
  {
    name: 'a merged header renamed',
    change: columns({ changes: { title: '本月变动情况' } }),
    sees: ['本月变动情况'],
    words: /表头“变动情况”改为“本月变动情况”/,
  },
  {
    name: 'a header of one column in other words',
    change: columns({ changes: { columns: { transferIn: { title: '转入人数' } } } }),
    sees: ['转入人数'],
    words: /“转入”一列的表头改为“转入人数”/,
  },
  {
    name: 'a column moved',
    change: columns({ remark: { order: 5 } }),
    screen: (form) => expect(keys(form).slice(0, 3)).to.deep.equal(['lastMonth', 'remark', 'thisMonth']),
    words: /“备注”一列换了位置/,
  },
  {
    name: 'a column wider',
    change: columns({ remark: { width: 42 } }),
    screen: (form) => expect(find(form, 'remark')?.width).to.equal(42),
    words: /宽度由34改为42毫米/,
  },
  {
    name: 'the first column',
    change: { layout: { tables: { grades: { rowTitle: '年级（班）' } } } },
    sees: ['年级（班）'],
    words: /首列表头由“年级”改为“年级（班）”/,
  },
  { name: 'the total row', change: { layout: { tables: { grades: { total: '全校合计' } } } }, sees: ['全校合计'], words: /合计行名称由“合计”改为“全校合计”/ },
  {
    name: 'subtotals by stage of schooling',
    change: {
      layout: {
        tables: {
          grades: {
            subtotals: { ps_primary: { title: '小学小计', where: "row.stage == 'primary'" }, ps_junior: { title: '初中小计', where: "row.stage == 'junior'" } },
          },
        },
      },
    },
    sees: ['小学小计', '初中小计'],
    screen: (form) => expect(form.tables[0]?.subtotals.map(({ rows }) => rows.length)).to.deep.equal([6, 3]),
    words: /^增加小计“小学小计”$/,
  },
  { name: 'larger letters on paper', change: paper({ fontSize: 14 }), words: /表内字号/ },
  {
    name: 'a check of its own',
    change: {
      checks: {
        ps_jieduWithin: {
          each: 'grades',
          level: 'error',
          at: { ps_jiedu: true },
          that: 'row.ps_jiedu <= row.thisMonth',
          message: '{row.title}：借读 {row.ps_jiedu} 人，多于本月 {row.thisMonth} 人',
        },
      },
    },
    screen: (form) => expect(check(form, 'ps_jieduWithin')?.level).to.equal('error'),
    words: /^增加检查“借读 … 人，多于本月 … 人”（错误）$/,
  },
  {
    name: 'another balance',
    change: {
      checks: {
        balance: {
          that: 'row.thisMonth == row.lastMonth + row.transferIn - row.transferOut - row.absent + row.other + row.ps_jiedu',
          message: '{row.title}：与变动情况不平（含借读 {row.ps_jiedu}）',
        },
      },
    },
    screen: (form) => expect(check(form, 'balance')?.that.reads.row).to.include('ps_jiedu'),
    words: /的条件由/,
  },
  {
    name: 'a warning becomes an error',
    change: { checks: { otherExplained: { level: 'error' } } },
    screen: (form) => expect(check(form, 'otherExplained')?.level).to.equal('error'),
    words: /级别由“警告”改为“错误”/,
  },
  {
    name: 'a check out of use',
    change: { checks: { otherExplained: { hidden: true } } },
    screen: (form) => expect(check(form, 'otherExplained')).to.equal(undefined),
    words: /^不再使用检查/,
  },
  {
    name: 'another due day',
    change: { period: { due: { day: 8 } } },
    screen: (form) => expect(form.snapshot.definition.period.due).to.deep.equal({ day: 8, of: 'next' }),
    words: /次月5日前.*次月8日前/,
  },
  { name: 'days of grace', change: { period: { grace: 2 } }, screen: (form) => expect(form.snapshot.definition.period.grace).to.equal(2), words: /宽限/ },
  {
    name: 'a month without a report',
    change: { period: { except: { m2: true } } },
    screen: (form) => expect(form.snapshot.definition.period.except?.m2).to.equal(true),
    words: /2月/,
  },
  {
    name: 'a signature line',
    change: paper({ head: { ps_vice: { title: '分管领导签字', sign: true } } }),
    sees: ['分管领导签字'],
    words: /^增加签字行“分管领导签字”$/,
  },
  {
    name: 'a signature line renamed',
    change: paper({ head: { head: { title: '校长（签名）' } } }),
    sees: ['校长（签名）'],
    gone: ['校长签字'],
    words: /签字行“校长签字”改名为“校长（签名）”/,
  },
  { name: 'a line of the head not wanted', change: paper({ head: { filler: { hidden: true } } }), gone: ['填表人签字'], words: /不再使用签字行“填表人签字”/ },
  {
    name: 'a note',
    change: paper({ notes: { ps_copies: { text: '本表一式两份，县局和学校各存一份。' } } }),
    sees: ['本表一式两份'],
    words: /^增加附注“本表一式两份/,
  },
  {
    name: 'the note in other words',
    change: paper({ notes: { ps_copies: { text: '本表一式三份。' } } }),
    sees: ['本表一式三份'],
    gone: ['本表一式两份'],
    words: /附注“本表一式两份.*”改为“本表一式三份。”/,
  },
  {
    name: 'landscape',
    change: paper({ landscape: true }),
    screen: (form) => expect(form.snapshot.definition.layout.paper?.landscape).to.equal(true),
    words: /纸张改为横向/,
  },
  {
    name: 'another title',
    change: { title: '平顺县控辍保学月报', aliases: { short: '控辍月报' } },
    sees: ['平顺县控辍保学月报'],
    words: /表名由.*改为“平顺县控辍保学月报”/,
  },
  {
    name: 'a rate of its own',
    change: {
      formulas: { ps_inRate: { title: '转入率', value: "ratio(sum(rows.grades, 'transferIn'), sum(rows.grades, 'lastMonth'))", show: 'percent', digits: 1 } },
      sums: { ps_inRate: 'again' },
    },
    screen: (form) => expect(form.formulas.map((formula) => formula.title)).to.include('转入率'),
    words: /增加计算项“转入率”/,
  },
  {
    name: 'a rate with another number of digits',
    change: { formulas: { absentRate: { digits: 1 } } },
    screen: (form) => expect(form.formulas.find(({ key }) => key === 'absentRate')?.digits).to.equal(1),
    words: /小数位由“2”改为“1”/,
  },
  {
    name: 'a step of the life in other words, with a reason to be given',
    definition: 'school-report',
    change: { actions: { approve: { title: '同意并报县局' }, withdraw: { needs: { reason: true } } } },
    screen: (form) => expect(form.snapshot.life.actions.approve?.title).to.equal('同意并报县局'),
    words: /“审核通过并上报”改名为“同意并报县局”|的要求“写明原因”/,
  },
  {
    name: 'a state and a step more',
    definition: 'school-report',
    change: {
      states: { ps_checked: { title: '中心校已核', order: 45, colour: 'processing', handedIn: true } },
      actions: {
        ps_check: { title: '核对无误', from: { reported: true }, to: 'ps_checked', by: { 'center-reviewer': true }, checks: true },
        accept: { from: { ps_checked: true } },
      },
    },
    screen: (form) => expect(form.snapshot.life.states.ps_checked?.title).to.equal('中心校已核'),
    words: /增加状态“中心校已核”/,
  },
  {
    name: 'the wording of a letter ',
    definition: 'letter-to-parents',
    change: { texts: { closing: { text: '顺祝家庭幸福，孩子进步！' } } },
    words: /顺祝家庭幸福/,
  },
];
