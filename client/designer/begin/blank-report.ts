import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { type Beginning, usualLife } from './beginning.js';

/** One table of one column, every month, due on the fifth of the next. */
export const blankReport = ({ id, title, contents, say }: Beginning): ReportDefinition => ({
  id,
  kind: 'report',
  version: 1,
  title,
  period: { every: 'month', due: { day: 5, of: 'next' } },
  schema: {
    properties: {
      table: {
        type: 'array',
        title: say('table'),
        minLines: 1,
        each: { properties: { column: { type: 'integer', title: say('column'), minimum: 0 } } },
      },
    },
  },
  layout: {
    paper: {
      size: 'A4',
      head: {
        school: { title: say('seal'), shows: 'office', seal: true },
        filler: { title: say('filler'), sign: true },
        date: { title: say('date'), shows: 'period' },
      },
    },
    tables: { table: { rowTitle: say('rows'), columns: { column: { width: 30 } } } },
  },
  life: usualLife(contents),
});
