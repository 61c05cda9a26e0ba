import type { Deps, SpreadsheetList } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { dateOf } from '../domain/period.js';
import { filteredReports, type ReportFilter } from './list-reports.js';

/** The filtered list of reports, all pages of it, as a spreadsheet. @throws Problem NOT_FOUND */
export async function listForWorkbook(actor: Actor, filter: ReportFilter, deps: Deps): Promise<SpreadsheetList> {
  const { rows } = await filteredReports(actor, filter, deps);
  return {
    title: `报表填报情况（${dateOf(deps.clock())}）`,
    columns: [
      { title: '报表', width: 70, type: 'text' },
      { title: '月份', width: 24, type: 'text' },
      { title: '单位', width: 46, type: 'text' },
      { title: '中心校', width: 36, type: 'text' },
      { title: '乡镇', width: 40, type: 'text' },
      { title: '状态', width: 26, type: 'text' },
      { title: '截止日期', width: 24, type: 'text' },
      { title: '是否逾期', width: 20, type: 'text' },
      { title: '上报日期', width: 24, type: 'text' },
      { title: '已说明的提示', width: 26, type: 'number' },
    ],
    rows: rows.map((row) => [
      row.definitionTitle,
      row.periodTitle,
      row.officeTitle,
      row.centerTitle,
      row.townshipTitle,
      row.state.title,
      row.dueTime ? `${row.due} ${row.dueTime}` : row.due,
      row.late ? '逾期' : '',
      row.handedInAt ? dateOf(new Date(row.handedInAt)) : '',
      row.explained,
    ]),
  };
}
