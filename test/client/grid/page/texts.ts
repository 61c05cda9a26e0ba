import type { GridTexts } from '../../../../client/forms/grid/grid-types.js';

export const texts: GridTexts = {
  keys: '方向键移动，直接键入即可修改，F2 编辑，Ctrl+Z 撤销；先按 Esc 再按 Tab 离开表格',
  yes: '是',
  no: '否',
  notInteger: '这里要填整数',
  notDecimal: '这里要填数',
  notDate: '日期请写成 2025-09-03',
  notInList: '请从列表中选一项',
  tooLong: (max, length) => `最多 ${max} 字，现有 ${length} 字`,
  error: '错误：',
  warning: '提醒：',
  notAsked: '本校没有这一行，不用填',
  cellNotAsked: '这一行不填这一列',
  readOnly: '自动算出，不能改',
  theirs: '刚被别人改过',
  mine: '保留了您的填写',
  pasted: ({ cells, overRows, overColumns, skipped, unread }) => {
    const parts = [
      overRows > 0 && `多出 ${overRows} 行没有粘贴`,
      overColumns > 0 && `多出 ${overColumns} 列没有粘贴`,
      skipped > 0 && `${skipped} 格不能填，已跳过`,
      unread > 0 && `${unread} 格不是要填的内容，已标出`,
    ].filter(Boolean);
    return parts.length > 0 ? `已粘贴 ${cells} 格；${parts.join('；')}` : '';
  },
  linesFull: (max) => `最多 ${max} 行`,
  addLine: '增加一行',
  removeLine: (title) => `删除第 ${title} 行`,
  noLines: '没有内容',
  selected: (cells, sum) => (sum === null ? `已选 ${cells} 格` : `已选 ${cells} 格，合计 ${sum}`),
  total: (title, column, value) => `${title}，${column} ${value}。`,
  previousCell: '上一格',
  nextCell: '下一格',
  changeSign: '变正负号',
  tapToFill: '点一格开始填写',
  openList: '打开列表',
  openSource: '看来源',
  choices: '可选项',
  noChoice: '没有这一项',
};
