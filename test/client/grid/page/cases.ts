// Tables the tests open by name.
import type { GridColumn, GridIssue, GridRow, GridValues } from '../../../../client/forms/grid/grid-types.js';
import type { SheetHeaderCell } from '../../../../server/domain/sheet.js';

export type GridCase = {
  label: string;
  header: SheetHeaderCell[];
  headerDepth: number;
  columns: GridColumn[];
  rows: GridRow[];
  free: boolean;
  maxLines?: number;
  values: GridValues;
  total: boolean;
  readOnly: boolean;
  issues: GridIssue[];
  notes?: Record<string, string>;
};

const cell = (title: string, row: number, column: number, rowSpan = 1, colSpan = 1): SheetHeaderCell => ({ title, row, column, rowSpan, colSpan });
const integer = (key: string, title: string, width: number, more: Partial<GridColumn> = {}): GridColumn => ({ key, title, type: 'integer', width, ...more });
const GRADES = ['一', '二', '三', '四', '五', '六', '七', '八', '九'].map(
  (name, index): GridRow => ({ key: `g${index + 1}`, title: `${name}年级`, asked: true }),
);

const monthly: GridCase = {
  label: '各年级学生数',
  headerDepth: 2,
  header: [
    cell('年级', 0, 0, 2),
    cell('上月学生数', 0, 1, 2),
    cell('本月学生数', 0, 2, 2),
    cell('变动情况', 0, 3, 1, 4),
    cell('备注', 0, 7, 2),
    cell('转入', 1, 3),
    cell('转出', 1, 4),
    cell('未在校', 1, 5),
    cell('其他', 1, 6),
  ],
  columns: [
    integer('lastMonth', '上月学生数', 24, { required: true, hint: '自动带入上月已通过报表的“本月学生数”' }),
    integer('thisMonth', '本月学生数', 24, { required: true, hint: '月末在校学生数' }),
    integer('transferIn', '转入', 16),
    integer('transferOut', '转出', 16),
    integer('absent', '未在校', 16),
    integer('other', '其他', 16, { signed: true, hint: '增加填正数，减少填负数' }),
    { key: 'remark', title: '备注', type: 'string', width: 34, maxLength: 200 },
  ],
  rows: GRADES,
  free: false,
  values: {},
  total: true,
  readOnly: false,
  issues: [],
};

const pingshunValues: GridValues = Object.fromEntries(
  GRADES.slice(0, 7).map((row, index) => [row.key, { lastMonth: 112 + index * 7, thisMonth: 113 + index * 7, transferIn: 2, transferOut: 1 }]),
);

const long = (count: number): GridCase => ({
  ...monthly,
  rows: Array.from({ length: count }, (_, index) => ({ key: `r${index + 1}`, title: `第${index + 1}校`, asked: index % 50 !== 40 })),
});

const lines: GridCase = {
  label: '送教记录',
  headerDepth: 1,
  header: [cell('序号', 0, 0), cell('学生姓名', 0, 1), cell('年级', 0, 2), cell('送教时间', 0, 3), cell('次数', 0, 4), cell('有照片', 0, 5)],
  columns: [
    { key: 'name', title: '学生姓名', type: 'string', width: 24, required: true, maxLength: 10 },
    { key: 'grade', title: '年级', type: 'code', width: 22, codes: GRADES.map(({ key, title }) => ({ value: key, title })) },
    { key: 'date', title: '送教时间', type: 'date', width: 28 },
    integer('times', '次数', 16),
    { key: 'photo', title: '有照片', type: 'boolean', width: 18 },
  ],
  rows: ['l1', 'l2', 'l3'].map((key, index) => ({ key, title: String(index + 1), asked: true })),
  free: true,
  maxLines: 6,
  values: { l1: { name: '甲一', grade: 'g3', date: '2025-09-03', times: 2, photo: true }, l2: { name: '乙二', times: 1 } },
  total: true,
  readOnly: false,
  issues: [],
};

export const cases: Record<string, GridCase> = {
  monthly,
  pingshun: {
    ...monthly,
    rows: GRADES.map((row, index) => ({ ...row, asked: index < 7 })),
    values: { ...pingshunValues, g3: { lastMonth: 126, thisMonth: 120, transferIn: 2, transferOut: 1 }, g5: { ...pingshunValues.g5, other: -2 } },
    issues: [
      { row: 'g3', column: 'thisMonth', level: 'error', message: '三年级：上月 126 加减变动应为 127，填的是 120' },
      { row: 'g5', column: 'remark', level: 'warning', message: '五年级：“其他”填了 -2，请在备注中说明是什么变动' },
    ],
    notes: Object.fromEntries(GRADES.slice(0, 7).map((row) => [`${row.key}.lastMonth`, '自动带入自5月报表'])),
  },
  gaps: {
    ...monthly,
    rows: GRADES.map((row, index) => ({ ...row, asked: index !== 1 && index !== 2 })),
    columns: monthly.columns.map((column) => (column.key === 'thisMonth' ? { ...column, readOnly: true } : column)),
  },
  seen: { ...monthly, readOnly: true, values: pingshunValues },
  long: long(300),
  lines,
};
