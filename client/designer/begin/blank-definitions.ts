import type { LayeredDefinition } from '../../../server/domain/layers.js';
import type { Beginning } from './beginning.js';
import { blankCalendar } from './blank-calendar.js';
import { blankCodeList } from './blank-code-list.js';
import { blankLaw } from './blank-law.js';
import { blankLedger } from './blank-ledger.js';
import { blankLetter } from './blank-letter.js';
import { blankLife } from './blank-life.js';
import { blankReport } from './blank-report.js';

/** What can be begun from nothing, by kind, in the order of the choice. */
export const blankDefinitions: { [kind: string]: (to: Beginning) => LayeredDefinition } = {
  report: blankReport,
  'code-list': blankCodeList,
  life: blankLife,
  calendar: blankCalendar,
  letter: blankLetter,
  ledger: blankLedger,
  clause: blankLaw,
};
