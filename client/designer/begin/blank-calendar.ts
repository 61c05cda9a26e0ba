import type { CalendarDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** The school year of today, with the days on which terms usually begin and end. */
export function blankCalendar({ id, title, today }: Beginning): CalendarDefinition {
  const year = Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) < 8 ? 1 : 0);
  return {
    id,
    kind: 'calendar',
    version: 1,
    title,
    years: { [`y${year}`]: { s1: { from: `${year}-09-01`, to: `${year + 1}-01-20` }, s2: { from: `${year + 1}-02-20`, to: `${year + 1}-07-10` } } },
  };
}
