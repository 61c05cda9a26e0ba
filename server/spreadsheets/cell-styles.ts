// How cells look: faces every Chinese office machine has, and the plain lines of a printed form.
import type { CellStyle } from 'hucre/xlsx';

const line = { style: 'thin' } as const;
const dashes = { style: 'dashed', color: { rgb: '808080' } } as const;
const box = { top: line, right: line, bottom: line, left: line };
const body = { name: '仿宋', size: 12, charset: 134 };
const heading = { name: '宋体', size: 12, bold: true, charset: 134 };
const middle = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
const start = { horizontal: 'left', vertical: 'center', wrapText: true } as const;
const grey = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9D9D9' } } as const;

export const styles = {
  title: { font: { ...heading, size: 18 }, alignment: middle },
  label: { font: body, alignment: { ...start, wrapText: false }, numFmt: '@' },
  line: { font: body, alignment: { ...start, vertical: 'bottom' }, numFmt: '@' },
  sign: { font: body, alignment: { ...start, vertical: 'bottom' }, border: { bottom: line }, numFmt: '@' },
  seal: { font: { ...body, size: 10, color: { rgb: '808080' } }, alignment: middle, border: { top: dashes, right: dashes, bottom: dashes, left: dashes } },
  tableTitle: { font: heading, alignment: start },
  header: { font: heading, alignment: middle, border: box },
  text: { font: body, alignment: start, border: box, numFmt: '@' },
  centred: { font: body, alignment: middle, border: box, numFmt: '@' },
  number: { font: body, alignment: middle, border: box, numFmt: '0' },
  total: { font: heading, alignment: middle, border: box },
  totalNumber: { font: heading, alignment: middle, border: box, numFmt: '0' },
  /** A sum of nothing stays blank, as on paper, until somebody fills in the rows above. */
  totalOfNothing: { font: heading, alignment: middle, border: box, numFmt: '0;-0;;@' },
  notAsked: { font: body, alignment: middle, border: box, fill: grey },
  note: { font: { ...body, size: 10.5 }, alignment: { ...start, vertical: 'top' } },
} as const satisfies { [name: string]: CellStyle };

export type StyleName = keyof typeof styles;

/** Excel counts widths in digits of the standard face, of which 宋体 at 11 points sets 0.48 to the millimetre. */
export const widthOf = (millimetres: number): number => Math.round((millimetres * 0.48 + 0.7) * 100) / 100;

/** Points a row needs so that its longest text shows, at 12 points. */
export function heightOf(cells: { text: string; width: number }[], least: number): number {
  const lines = cells.map(({ text, width }) =>
    text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((spread(part) * 2.2) / Math.max(4, width - 3))), 0),
  );
  return Math.min(409, Math.max(least, Math.max(1, ...lines) * 16 + 4));
}

/** Half-width places a text takes. */
const spread = (text: string): number => [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) as number) > 0xff ? 2 : 1), 0);
