// A block of cells as spreadsheets write it to the clipboard.

/** Reads tab-separated text as Excel and WPS write it: `\r\n` or `\n`, quotes around cells with line breaks, one line break at the end. */
export function readBlock(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  const rows: string[][] = [[]];
  for (;;) {
    const found = cell.exec(source) as RegExpExecArray;
    (rows[rows.length - 1] as string[]).push(found[1] === undefined ? (found[2] as string) : found[1].replaceAll('""', '"'));
    if (cell.lastIndex >= source.length) return rows;
    if (source[cell.lastIndex] === '\n') rows.push([]);
    cell.lastIndex += 1;
  }
}

export function writeBlock(cells: string[][]): string {
  return cells.map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n');
}

/** The same block as HTML: spreadsheets prefer it, and it keeps long digit strings text. */
export function writeBlockHtml(cells: string[][], isText: boolean[]): string {
  const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const cell = (text: string, column: number) => `<td${isText[column] ? ' style="mso-number-format:\'\\@\'"' : ''}>${plain(text)}</td>`;
  return `<meta charset="utf-8"><table>${cells.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}
