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

/** A header as people write or copy it: cells with tabs, else titles with 、 between them and what is below in brackets: 变动（转入、转出）. */
export function parseHeader(text: string): ParsedHeader[] {
  if (!text.includes('\t')) return writtenHeader(text);
  const cells = cellsOf(text);
  return cells.length === 0 ? [] : headerOfCells(cells, guessDepth(cells));
}

function writtenHeader(text: string): ParsedHeader[] {
  const parts = splitOutside(text);
  return parts.flatMap((part): ParsedHeader[] => {
    const inner = /^([^（(]+)[（(](.+)[）)]$/.exec(part);
    const below = inner ? splitOutside(inner[2] as string) : [];
    // One word in brackets belongs to the title: 补助（元）.
    if (inner && below.length > 1) return [{ title: (inner[1] as string).trim(), children: writtenHeader(inner[2] as string) }];
    return part === '' ? [] : [{ title: part, children: [] }];
  });
}

/** Cut at 、 and the like where no bracket is open. */
function splitOutside(text: string): string[] {
  const parts = [''];
  let open = 0;
  for (const sign of text) {
    if ('（('.includes(sign)) open++;
    if ('）)'.includes(sign)) open = Math.max(0, open - 1);
    if (open === 0 && /[、，,;；\n]/.test(sign)) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}
