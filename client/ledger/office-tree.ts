import type { LedgerListView } from '../../server/domain/ledger-views.js';

export type OfficeNode = { value: string; title: string; selectable: boolean; children: OfficeNode[] };

/** Offices as a tree by their parents, in the order in which they came; one whose parent is not among them stands at the top. */
export function officeTree(offices: LedgerListView['offices'], schoolsOnly = false): OfficeNode[] {
  const nodes = new Map(
    offices.map(({ id, title, kind }) => [id, { value: id, title, selectable: !schoolsOnly || kind === 'school', children: [] } as OfficeNode]),
  );
  const top: OfficeNode[] = [];
  for (const { id, parent } of offices) (nodes.get(parent)?.children ?? top).push(nodes.get(id) as OfficeNode);
  return top;
}
