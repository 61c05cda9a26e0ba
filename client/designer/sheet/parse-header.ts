// A header copied from a spreadsheet: merged cells come as a title and blanks beside or below it.
export type ParsedHeader = { title: string; children: ParsedHeader[] };

/** Cells of copied text: tabs between cells, line breaks between rows, quotes around cells that hold such themselves. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    (rows.at(-1) as string[]).push(cell.replace(/\s+/g, ' ').trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') end();
    else if (sign === '\n') {
      end();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  end();
  const filled = rows.filter((row) => row.some((one) => one !== ''));
  const width = Math.max(0, ...filled.map((row) => row.length));
  return filled.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
}

/** The header in its first `depth` rows, as a tree from left to right. */
export function headerOfCells(cells: string[][], depth: number): ParsedHeader[] {
  const width = cells[0]?.length ?? 0;
  const within = (from: number, to: number, row: number): ParsedHeader[] => {
    const found: ParsedHeader[] = [];
    for (let column = from; column < to; ) {
      const title = cells[row]?.[column] ?? '';
      let end = column + 1;
      const below = (at: number): boolean => cells.slice(row + 1, depth).some((line) => (line[at] ?? '') !== '');
      // A blank beside a title belongs to it where something stands below; of a title with nothing below it, a blank is a column without a name.
      while (end < to && (cells[row]?.[end] ?? '') === '' && title !== '' && below(column) && below(end)) end++;
      const children = row + 1 < depth && below(column) ? within(column, end, row + 1) : [];
      if (title === '') found.push(...children);
      else found.push({ title, children });
      column = end;
    }
    return found;
  };
  return within(0, width, 0);
}

/** How many of the rows look like a header: a second one where the first has a title over blanks that are filled below. */
export function guessDepth(cells: string[][]): number {
  const [first = [], second] = cells;
  if (!second) return 1;
  const merged = first.some((title, at) => title === '' && (second[at] ?? '') !== '');
  if (!merged) return 1;
  const third = cells[2];
  const deeper = third !== undefined && second.some((title, at) => title === '' && first[at] === '' && (third[at] ?? '') !== '');
  return deeper ? 3 : 2;
}

export const leavesOfParsed = (headers: ParsedHeader[]): string[] =>
  headers.flatMap(({ title, children }) => (children.length > 0 ? leavesOfParsed(children) : [title]));
