// What stands above a sum on its sheet: it is sealed and signed by those who made it, not by a school.
import { linesAt, type Sheet } from './sheet.js';

/** What a sum of a form is called. */
export const sumTitle = (title: string): string => `${title}汇总表`;

/** Title and head lines of the sheet of a sum, in place of those of the form it sums; what stands in the form's corner stays. */
export const sumHead = (form: Pick<Sheet, 'title' | 'head'>, office: string, period: string): Pick<Sheet, 'title' | 'head'> => ({
  title: sumTitle(form.title),
  head: [
    ...linesAt(form.head, 'corner'),
    { key: 'office', title: '汇总单位（公章）', text: office, seal: true, sign: false, place: 'head' },
    { key: 'head', title: '负责人签字', text: '', seal: false, sign: true, place: 'head' },
    { key: 'maker', title: '制表人签字', text: '', seal: false, sign: true, place: 'head' },
    { key: 'period', title: '时间', text: period, seal: false, sign: false, place: 'head' },
  ],
});
