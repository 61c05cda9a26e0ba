// One schema, one form library; the table drawn by the antd theme as it comes, or by our grid. Says how long each key and the mounting took.
import AntdForm from '@rjsf/antd';
import CoreForm from '@rjsf/core';
import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useCallback, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import type { GridChange, GridColumn, GridRow, GridTotals, GridValues } from '../../../client/forms/grid/grid-types.js';
import { TableGrid } from '../../../client/forms/grid/table-grid.js';
import { texts } from '../../client/grid/page/texts.js';

const query = new URLSearchParams(location.search);
const count = Number(query.get('rows'));
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
type Line = Record<string, number | string | undefined>;

const columns: GridColumn[] = [
  ...names.map((key): GridColumn => ({ key, title: key.toUpperCase(), type: 'integer', width: 20 })),
  { key: 'note', title: '备注', type: 'string', width: 30 },
];
const header = ['行', ...columns.map((column) => column.title)].map((title, column) => ({ title, row: 0, column, rowSpan: 1, colSpan: 1 }));
const schema: RJSFSchema = {
  type: 'object',
  properties: {
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...Object.fromEntries(names.map((key) => [key, { type: 'integer', title: key.toUpperCase(), minimum: 0 }])),
          note: { type: 'string', title: '备注' },
        },
      },
    },
  },
};
const start = { rows: Array.from({ length: count }, (_, row): Line => ({ ...Object.fromEntries(names.map((key, column) => [key, row + column])), note: '' })) };

function GridField({ formData, onChange, fieldPathId }: FieldProps<Line[]>) {
  const lines = formData ?? [];
  const rows = useMemo(
    () => Array.from({ length: lines.length }, (_, row): GridRow => ({ key: String(row), title: String(row + 1), asked: true })),
    [lines.length],
  );
  const values = useMemo(() => Object.fromEntries(lines.entries()) as unknown as GridValues, [lines]);
  const totals = useMemo(
    (): GridTotals => ({
      title: '合计',
      of: (all) =>
        Object.fromEntries(
          names.map((key) => [key, Object.values(all).reduce((sum, row) => sum + (typeof row?.[key] === 'number' ? (row[key] as number) : 0), 0)]),
        ),
    }),
    [],
  );
  const take = useCallback(
    (changes: GridChange[]) => {
      const next = [...lines];
      for (const { row, column, value } of changes) next[Number(row)] = { ...next[Number(row)], [column]: (value ?? undefined) as number | string | undefined };
      onChange(next, fieldPathId.path);
    },
    [lines, onChange, fieldPathId],
  );
  return (
    <TableGrid
      label="表"
      header={header}
      headerDepth={1}
      columns={columns}
      rows={rows}
      free={false}
      values={values}
      totals={totals}
      issues={[]}
      readOnly={false}
      texts={texts}
      onChange={take}
    />
  );
}

export type BenchTimes = { mount: number; keys: { key: string; ms: number }[] };
const times: BenchTimes = { mount: 0, keys: [] };
Object.assign(window, { __times: times });

/** Once what was done until now is on the screen. */
const whenPainted = (then: () => void) =>
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });

addEventListener('keydown', (event) => whenPainted(() => times.keys.push({ key: event.key, ms: performance.now() - event.timeStamp })), true);

const common = { schema, validator, formData: start } as const;
const began = performance.now();
createRoot(document.getElementById('root') as HTMLElement).render(
  query.get('kind') === 'grid' ? (
    <CoreForm {...common} fields={{ GridField: GridField as never }} uiSchema={{ rows: { 'ui:field': 'GridField' } }} />
  ) : (
    <AntdForm {...common} />
  ),
);
const drawn = new MutationObserver(() => {
  if (!document.querySelector('form input')) return;
  drawn.disconnect();
  whenPainted(() => {
    times.mount = performance.now() - began;
  });
});
drawn.observe(document.body, { childList: true, subtree: true });
