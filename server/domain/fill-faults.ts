// What is wrong with the columns a report has counted from a ledger.
import type { CodeListDefinition, Fill, LedgerDefinition, LedgerField, ReportDefinition } from './definition.generated.js';
import { ExpressionError } from './expressions.js';
import { fillCondition } from './fill.js';
import type { Definitions } from './ledger-snapshot.js';
import { stampFields } from './open-ledger.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';
import { fillsOf } from './record-sources.js';
import { standingCondition } from './standing-children.js';

/** @param all every definition of the place, by id */
export function fillFaults(report: ReportDefinition, all: Definitions): Fault[] {
  return Object.entries(fillsOf(report)).flatMap(([target, fill]): Fault[] => {
    const [table = '', column = ''] = target.split('.');
    const known = report.schema.properties[table];
    const path = `fill.${target}`;
    const field = known && isTable(known) ? known.each.properties[column] : undefined;
    if (!known || !isTable(known) || !field) return [{ path, message: '没有这一列' }];
    if (known.type === 'array') return [{ path, message: `“${known.title}”的行由填表人添加，不能由台账计数` }];
    if (field.type !== 'integer') return [{ path, message: `“${field.title}”不是整数，不能由台账计数` }];
    const ledger = all[fill.from];
    if (ledger?.kind !== 'ledger') return [{ path: `${path}.from`, message: `要用的台账（${fill.from}）没有在用；还没有发布的请先发布，或者另选一本` }];
    const row = rowFault(fill, ledger, all[known.rows?.codeList ?? ''] as CodeListDefinition | undefined, all);
    return [...(row ? [{ path: `${path}.by`, message: row }] : []), ...conditionFaults(fill, ledger, `${path}.where`)];
  });
}

/** Why nothing can go into the rows of the table by what is said to name them; null where it can. */
function rowFault({ by, count }: Fill, ledger: LedgerDefinition, rows: CodeListDefinition | undefined, all: Definitions): string | null {
  const [name, key = ''] = by.split('.');
  if (count !== 'standing') return name === 'event' && Object.hasOwn(stampFields, key) ? null : `异动没有“${by}”`;
  if (name !== 'child') return '数期末在册人数时，要按学生的栏目归到各行';
  const field: LedgerField | undefined = Object.hasOwn(ledger.schema.properties, key) ? ledger.schema.properties[key] : undefined;
  if (!field) return `台账里没有“${by}”这一栏`;
  if (field.hidden) return `“${field.title}”已经停用，不能按它归到各行`;
  const codes = all[field.codeList ?? ''];
  if (codes?.kind !== 'code-list') return `“${field.title}”不是从代码表里选的，不能按它归到各行`;
  return rows && !Object.keys(rows.codes).some((code) => Object.hasOwn(codes.codes, code))
    ? `表的行是“${rows.title}”，“${field.title}”里没有一项与它相同，一个学生也归不进去`
    : null;
}

function conditionFaults(fill: Fill, ledger: LedgerDefinition, path: string): Fault[] {
  try {
    if (fill.count === 'standing') standingCondition(fill, ledger);
    else fillCondition(fill);
    return [];
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [{ path, message: error.message }];
  }
}
