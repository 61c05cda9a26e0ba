// What stands above a sum on its sheet: it is sealed and signed by those who made it, not by a school.
import type { Sheet } from './sheet.js';

/** Title and head lines of the sheet of a sum, over those of the form it sums. */
export const sumHead = (formTitle: string, office: string, period: string): Pick<Sheet, 'title' | 'head'> => ({
  title: `${formTitle}汇总表`,
  head: [
    { key: 'office', title: '汇总单位（公章）', text: office, seal: true, sign: false },
    { key: 'head', title: '负责人签字', text: '', seal: false, sign: true },
    { key: 'maker', title: '制表人签字', text: '', seal: false, sign: true },
    { key: 'period', title: '时间', text: period, seal: false, sign: false },
  ],
});
