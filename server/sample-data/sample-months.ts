// A school's monthly table, month after month, each following from the one before. It knows the columns of the base form, as any filler does.
import type { OfficeFacts } from '../domain/assess-context.js';
import { carriedValues, emptyData, withCarried } from '../domain/carry.js';
import type { Form } from '../domain/open-form.js';
import { opensSchoolYear } from '../domain/period.js';
import { type RecordData, readCell, writeCell } from '../domain/record-data.js';
import { rowsOf } from '../domain/rows-of.js';
import { seededRandom } from './seeded-random.js';

/** One month of one school; `previous` is its accepted report of the period before, null for the first. `size` is pupils in a year, roughly. */
export function sampleMonth(form: Form, office: OfficeFacts, size: number, period: string, previous: RecordData | null): RecordData {
  const carried = carriedValues(form, office, period, previous);
  let data = withCarried(emptyData(form), carried);
  const table = form.tables[0];
  if (!table) return data;
  for (const row of rowsOf(table, data, office)) {
    const random = seededRandom(`${office.id} ${row.key} ${period}`);
    const at = (column: string): string => `${table.key}.${row.key}.${column}`;
    const admitted = size + random.between(-Math.ceil(size / 8), Math.ceil(size / 8));
    const last = Number(readCell(data, at('lastMonth')) ?? admitted);
    const moves = opensSchoolYear(form.snapshot.definition.period, period) ? 3 : 6;
    const transferIn = random.oneIn(moves) ? random.between(1, Math.max(1, Math.round(size / 40))) : 0;
    const transferOut = random.oneIn(moves) ? Math.min(last, random.between(1, Math.max(1, Math.round(size / 40)))) : 0;
    const absent = random.oneIn(18) ? Math.min(last - transferOut, 1) : 0;
    const other = random.oneIn(24) ? 1 : 0;
    const cells: { [column: string]: number | string } = { lastMonth: last, thisMonth: last + transferIn - transferOut - absent + other };
    if (transferIn) cells.transferIn = transferIn;
    if (transferOut) cells.transferOut = transferOut;
    if (absent) Object.assign(cells, { absent, remark: '1人请长病假，已家访' });
    if (other) Object.assign(cells, { other, remark: '休学期满复学1人' });
    for (const [column, value] of Object.entries(cells)) data = writeCell(data, at(column), value);
  }
  return data;
}
