// A filled monthly table as 平顺县 prints it, written by hand: the builder of real sheets has tests of its own.
import type { Sheet, SheetCell, SheetColumn, SheetHeaderCell, SheetRow } from '../../server/domain/sheet.js';

const COLUMNS: SheetColumn[] = [
  { key: '#', title: '年级', type: 'title', width: 20 },
  { key: 'lastMonth', title: '上月学生数', type: 'integer', width: 24 },
  { key: 'thisMonth', title: '本月学生数', type: 'integer', width: 24 },
  { key: 'transferIn', title: '转入', type: 'integer', width: 16 },
  { key: 'transferOut', title: '转出', type: 'integer', width: 16 },
  { key: 'absent', title: '未在校', type: 'integer', width: 16 },
  { key: 'other', title: '其他', type: 'integer', width: 16 },
  { key: 'remark', title: '备注', type: 'string', width: 34 },
];
const HEADER: SheetHeaderCell[] = [
  { title: '年级', row: 0, column: 0, rowSpan: 2, colSpan: 1 },
  { title: '上月学生数', row: 0, column: 1, rowSpan: 2, colSpan: 1 },
  { title: '本月学生数', row: 0, column: 2, rowSpan: 2, colSpan: 1 },
  { title: '变动情况', row: 0, column: 3, rowSpan: 1, colSpan: 4 },
  { title: '备注', row: 0, column: 7, rowSpan: 2, colSpan: 1 },
  { title: '转入', row: 1, column: 3, rowSpan: 1, colSpan: 1 },
  { title: '转出', row: 1, column: 4, rowSpan: 1, colSpan: 1 },
  { title: '未在校', row: 1, column: 5, rowSpan: 1, colSpan: 1 },
  { title: '其他', row: 1, column: 6, rowSpan: 1, colSpan: 1 },
];
const GRADES = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级'];
/** [上月, 本月, 转入, 转出, 未在校, 其他, 备注] of a primary school: nothing for grades 7 to 9. */
const FILLED: (number | string | null)[][] = [
  [1108, 1109, 2, 1, null, null, '转入2人：𬭎䶮、㛃犇'],
  [96, 96, null, null, null, null, null],
  [102, 101, null, 1, null, null, '骉喆随父母转往长治市城区'],
  [88, 87, null, null, 1, null, '堃赟因病请假，班主任已家访，九月二十日起由中心校安排送教上门，每周两次'],
  [93, 93, null, null, null, null, null],
  [110, 111, null, null, null, 1, '=补录学籍1人'],
];

const cell = (value: number | string | null): SheetCell => ({ text: value === null ? '' : String(value), value });

function gradeRow(title: string, n: number): SheetRow {
  const values = FILLED[n];
  return { key: `g${n + 1}`, title, kind: 'row', asked: values !== undefined, cells: [cell(title), ...(values ?? COLUMNS.slice(1).map(() => null)).map(cell)] };
}

function totalRow(): SheetRow {
  const sums = COLUMNS.slice(1, 7).map((_, n) => FILLED.reduce((sum, row) => sum + ((row[n] as number | null) ?? 0), 0));
  return { key: 'total', title: '合计', kind: 'total', asked: true, cells: [cell('合计'), ...sums.map(cell), cell(null)] };
}

/** The monthly table, nine grades with six asked and 合计; parts of it can be replaced. */
export function sampleSheet(changes: Partial<Sheet> = {}): Sheet {
  return structuredClone({
    title: '平顺县中小学控辍保学动态监测月报表（一）',
    paper: { size: 'A4', landscape: false },
    head: [
      { key: 'school', title: '学校（公章）', text: '石城镇中心小学', seal: true, sign: false, place: 'head' },
      { key: 'head', title: '校长签字', text: '', seal: false, sign: true, place: 'head' },
      { key: 'filler', title: '填表人签字', text: '', seal: false, sign: true, place: 'head' },
      { key: 'date', title: '时间', text: '2024年10月', seal: false, sign: false, place: 'head' },
    ],
    fields: [],
    tables: [
      {
        key: 'grades',
        title: '各年级学生数',
        free: false,
        columns: COLUMNS,
        header: HEADER,
        headerDepth: 2,
        numbers: [],
        rows: [...GRADES.map(gradeRow), totalRow()],
      },
    ],
    notes: [],
    footer: '已通过 · 第1版 · 打印于2024年11月3日',
    mark: '',
    ...changes,
  });
}

/** Free lines (表三 of the same circular): `count` children visited at home, with ids as text. */
export function sampleListSheet(count: number): Sheet {
  const titles = ['序号', '学生姓名', '学籍号', '送教时间', '送教内容'];
  const columns: SheetColumn[] = [
    { key: '#', title: '序号', type: 'title', width: 14 },
    { key: 'name', title: '学生姓名', type: 'string', width: 24 },
    { key: 'code', title: '学籍号', type: 'string', width: 46 },
    { key: 'date', title: '送教时间', type: 'date', width: 28 },
    { key: 'content', title: '送教内容', type: 'string', width: 70 },
  ];
  const rows = Array.from(
    { length: count },
    (_, n): SheetRow => ({
      key: `line${n + 1}`,
      title: String(n + 1),
      kind: 'row',
      asked: true,
      cells: [String(n + 1), `学生${n + 1}`, `G14042520150${String(100000 + n)}X`, '2024-10-08', '识字与康复训练'].map(cell),
    }),
  );
  return sampleSheet({
    title: '平顺县残疾儿童少年“送教上门”情况月报表（三）',
    tables: [
      {
        key: 'visits',
        title: '送教上门',
        free: true,
        columns,
        header: titles.map((title, column) => ({ title, row: 0, column, rowSpan: 1, colSpan: 1 })),
        headerDepth: 1,
        numbers: [],
        rows,
      },
    ],
    notes: ['表格要求学校盖章、校长和填表人签字'],
  });
}
