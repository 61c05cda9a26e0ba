/** A condition that holds in these rows of a table and no other. */
export const rowsText = (rows: string[]): string => (rows.length === 0 ? "row.key == ''" : `row.key in [${rows.map((row) => `'${row}'`).join(', ')}]`);
