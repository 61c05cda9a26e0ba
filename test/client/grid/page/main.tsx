// Mounts one grid over plain local state and shows that state to the tests.
import { StrictMode, useCallback, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { GridChange, GridRow, GridTotals, GridValues } from '../../../../client/forms/grid/grid-types.js';
import { TableGrid } from '../../../../client/forms/grid/table-grid.js';
import { cases, type GridCase } from './cases.js';
import { texts } from './texts.js';

const query = new URLSearchParams(location.search);
const shown = cases[query.get('case') ?? 'monthly'] as GridCase;

export type TestState = { values: GridValues; rows: GridRow[]; told: GridChange[][] };
type Outside = { __state: TestState; __set(part: Record<string, unknown>): void };
const outside = window as unknown as Outside;
const told: GridChange[][] = [];
let made = 0;
const number = (list: GridRow[]) => list.map((row, index) => ({ ...row, title: String(index + 1) }));

function Page() {
  const [values, setValues] = useState(shown.values);
  const [rows, setRows] = useState(shown.rows);
  const [more, setMore] = useState<Record<string, unknown>>({});
  outside.__state = { values, rows, told };
  outside.__set = (part) => {
    const { values: given, ...rest } = part;
    if (given) setValues(given as GridValues);
    setMore((old) => ({ ...old, ...rest }));
  };
  const onChange = useCallback((changes: GridChange[]) => {
    told.push(changes);
    const take = () =>
      setValues((old) => {
        const all = { ...old };
        for (const { row, column, value } of changes) all[row] = { ...all[row], [column]: value ?? undefined };
        return all;
      });
    if (query.has('slow')) setTimeout(take, 400);
    else take();
  }, []);
  const onAddLines = useCallback((count: number) => {
    const keys = Array.from({ length: count }, () => `n${++made}`);
    setRows((old) => number([...old, ...keys.map((key) => ({ key, title: '', asked: true }))]));
    return keys;
  }, []);
  const onRemoveLines = useCallback((keys: string[]) => {
    setRows((old) => number(old.filter((row) => !keys.includes(row.key))));
    setValues((old) => Object.fromEntries(Object.entries(old).filter(([key]) => !keys.includes(key))));
  }, []);
  const totals = useMemo(
    (): GridTotals => ({
      title: '合计',
      of: (all) =>
        Object.fromEntries(
          shown.columns
            .filter((column) => column.type === 'integer')
            .map((column) => {
              const numbers = Object.values(all).flatMap((row) => (typeof row?.[column.key] === 'number' ? [row[column.key] as number] : []));
              return [column.key, numbers.length > 0 ? numbers.reduce((sum, one) => sum + one, 0) : null];
            }),
        ),
    }),
    [],
  );
  return (
    <TableGrid
      label={shown.label}
      header={shown.header}
      headerDepth={shown.headerDepth}
      columns={shown.columns}
      rows={rows}
      free={shown.free}
      maxLines={shown.maxLines}
      values={values}
      totals={shown.total ? totals : undefined}
      issues={shown.issues}
      notes={shown.notes}
      readOnly={shown.readOnly}
      texts={texts}
      onChange={onChange}
      onAddLines={onAddLines}
      onRemoveLines={onRemoveLines}
      {...more}
    />
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
