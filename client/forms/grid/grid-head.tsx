import { memo } from 'react';
import type { SheetHeaderCell } from '../../../server/domain/sheet.js';
import type { GridField } from './lattice.js';

/** The merged header as on paper; required columns carry a star, hints show on the header. */
export const GridHead = memo(function GridHead({
  header,
  depth,
  fields,
  numbers,
  numbered,
}: {
  header: SheetHeaderCell[];
  depth: number;
  fields: GridField[];
  /** A row of them below the header; none where empty. */
  numbers: string[];
  numbered: boolean;
}) {
  return (
    <thead>
      {Array.from({ length: depth }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: header rows have no other name and never move
        <tr key={row} aria-rowindex={numbered ? row + 1 : undefined}>
          {header
            .filter((cell) => cell.row === row)
            .sort((one, two) => one.column - two.column)
            .map((cell) => {
              const field = cell.colSpan === 1 && cell.row + cell.rowSpan === depth ? fields[cell.column - 1] : undefined;
              return (
                <th
                  key={cell.column}
                  scope={cell.colSpan > 1 ? 'colgroup' : 'col'}
                  rowSpan={cell.rowSpan}
                  colSpan={cell.colSpan}
                  title={field?.hint}
                  className={
                    [cell.row + cell.rowSpan === depth && 'grid-deep', cell.column + cell.colSpan > fields.length && 'grid-end', field?.hint && 'grid-hinted']
                      .filter(Boolean)
                      .join(' ') || undefined
                  }
                >
                  {cell.title}
                  {field?.required && field.editable && (
                    <span className="grid-star" aria-hidden="true">
                      *
                    </span>
                  )}
                </th>
              );
            })}
        </tr>
      ))}
      {numbers.length > 0 && (
        <tr className="grid-numbers" aria-rowindex={numbered ? depth + 1 : undefined}>
          {numbers.map((number, column) => (
            <td key={number} className={column === numbers.length - 1 ? 'grid-end' : undefined}>
              {number}
            </td>
          ))}
        </tr>
      )}
    </thead>
  );
});
