// A workbook as a person types it in WPS or Excel: plain rows, made with the library's plainest call.
import { type MergeRange, writeXlsx } from 'hucre/xlsx';

export type TypedCell = string | number | boolean | Date | null | { formula: string; result?: number };

/** @param merges such as 'D3:G3'. */
export async function typedWorkbook(rows: TypedCell[][], merges: string[] = [], more: { name: string; rows: TypedCell[][] }[] = []): Promise<Uint8Array> {
  const sheet = (name: string, typed: TypedCell[][], ranges: string[]) => ({
    name,
    rows: typed.map((row) => row.map((value) => (value !== null && typeof value === 'object' && !(value instanceof Date) ? null : value))),
    cells: new Map(
      typed.flatMap((row, r) =>
        row.flatMap((value, c) =>
          value !== null && typeof value === 'object' && !(value instanceof Date)
            ? [
                [
                  `${r},${c}`,
                  { type: 'formula' as const, formula: value.formula, ...(value.result === undefined ? {} : { formulaResult: value.result }) },
                ] as const,
              ]
            : [],
        ),
      ),
    ),
    merges: ranges.map(rangeOf),
  });
  return writeXlsx({ sheets: [...more.map((extra) => sheet(extra.name, extra.rows, [])), sheet('Sheet1', rows, merges)] });
}

function rangeOf(range: string): MergeRange {
  const [from, to] = range.split(':').map((address) => ({ column: address.charCodeAt(0) - 65, row: Number(address.slice(1)) - 1 })) as [
    { column: number; row: number },
    { column: number; row: number },
  ];
  return { startRow: from.row, startCol: from.column, endRow: to.row, endCol: to.column };
}
