// Who counts on a column: asked before it is taken away, so that nothing breaks unnoticed.
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { Json, Leaf } from '../../../server/domain/merge-patch.js';
import { namedBy } from '../../../server/domain/references.js';
import { columnOf } from './titles.js';

/** `path` is where it is edited; `kind` names it in the words: check, formula, carry, fill, subtotal. */
export type Use = { kind: 'checks' | 'formulas' | 'carry' | 'fill'; title: string; path: string[] };

/** Rules, formulas and values carried over that name a column of a table, in the order they are written. Hidden ones do not count. */
export function usesOfColumn(report: ReportDefinition, table: string, key: string): Use[] {
  const names = (path: string[], value: Json | undefined): boolean => value !== undefined && namedBy({ path, value } as Leaf).words.includes(key);
  const written = (path: string[], texts: { [name: string]: Json | undefined }): boolean =>
    Object.entries(texts).some(([name, value]) => names([...path, name], value));
  const checks = Object.entries(report.checks ?? {}).flatMap(([one, check]): Use[] => {
    const path = ['checks', one];
    const at = check.each === table && check.at?.[key] === true;
    return !check.hidden && (at || written(path, { that: check.that, message: check.message }))
      ? [{ kind: 'checks', title: check.explain ?? withoutHoles(check.message), path }]
      : [];
  });
  const formulas = Object.entries(report.formulas ?? {}).flatMap(([one, formula]): Use[] => {
    const path = ['formulas', one];
    const writes = formula.each === table && formula.to === key;
    return !formula.hidden && (writes || written(path, { value: formula.value })) ? [{ kind: 'formulas', title: formula.title, path }] : [];
  });
  const target = `${table}.${key}`;
  const carried = Object.entries(report.carry ?? {}).flatMap(([to, rule]): Use[] =>
    to === target || rule.from === target ? [{ kind: 'carry', title: columnOf(report, to), path: ['carry', to] }] : [],
  );
  const filled = report.fill?.[target] ? [{ kind: 'fill' as const, title: columnOf(report, target), path: ['fill', target] }] : [];
  return [...checks, ...formulas, ...carried, ...filled];
}

/** What a message says without the values of a row. */
const withoutHoles = (message: string): string => message.replace(/^\{[^}]*\}[：:]?/, '').replace(/\{[^}]*\}/g, '…');
