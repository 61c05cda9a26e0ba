// The tables of a form as they will look, also while a rule of it has a fault: then the form as a whole cannot be opened.
import { byOrder } from '../../../server/domain/by-order.js';
import type { CodeListDefinition, Field, ReportDefinition, Table } from '../../../server/domain/definition.generated.js';
import { ExpressionError } from '../../../server/domain/expressions.js';
import type { Attempt, FormTable } from '../../../server/domain/form-parts.js';
import type { FormSnapshot } from '../../../server/domain/form-snapshot.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { openTable } from '../../../server/domain/open-table.js';
import { isTable } from '../../../server/domain/record-data.js';

export type Part = { key: string; title: string; field: Field | null; table: FormTable | null };

const attempt: Attempt = (_, make) => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return null;
  }
};

/** Fields and tables in the order of the sheet, without what is hidden. */
export function partsOf(report: ReportDefinition, contents: { [id: string]: LayeredDefinition }): Part[] {
  const lists = Object.fromEntries(Object.entries(contents).filter(([, { kind }]) => kind === 'code-list')) as unknown as {
    [id: string]: CodeListDefinition;
  };
  const snapshot = { definition: report, lists } as FormSnapshot;
  return byOrder(report.schema?.properties as { [key: string]: Table | Field } | undefined)
    .filter((property) => !property.hidden)
    .map((property): Part => {
      const { key, title } = property;
      if (!isTable(property)) return { key, title, field: property, table: null };
      return { key, title, field: null, table: openTable({ ...property, key }, snapshot, new Set(), new Set(), attempt, []) };
    });
}

/** Entries of the form that were hidden, to be shown again. */
export function hiddenParts(report: ReportDefinition): { path: string[]; title: string }[] {
  const maps: [string[], { [key: string]: { hidden?: boolean; title?: string; text?: string } } | undefined][] = [
    [['schema', 'properties'], report.schema?.properties as never],
    [['layout', 'paper', 'head'], report.layout?.paper?.head],
    [['layout', 'paper', 'notes'], report.layout?.paper?.notes],
  ];
  return maps.flatMap(([path, map]) =>
    Object.entries(map ?? {}).flatMap(([key, entry]) => (entry.hidden ? [{ path: [...path, key], title: entry.title ?? entry.text ?? '' }] : [])),
  );
}
