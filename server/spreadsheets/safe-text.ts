// Text on its way into a cell, and back.

const FORMULA = /^[=+\-@\t\r]/;
const ESCAPED = /^'[=+\-@\t\n]/;
/** Excel's limit for one cell. */
const LONGEST = 32_767;

/** Text that no spreadsheet takes for a formula, without characters XML cannot hold. */
export function safeText(text: string): string {
  const clean = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
  const safe = FORMULA.test(clean) ? `'${clean}` : clean;
  // A line ends with \n in a cell; XML readers would turn \r into it anyway.
  return safe.replace(/\r\n?/g, '\n').slice(0, LONGEST);
}

/** The text `safeText` was given. */
export const plainText = (text: string): string => (ESCAPED.test(text) ? text.slice(1) : text);

/** A name Excel accepts for a sheet: at most 31 characters, none of []:*?/\, no ' at the ends. */
export function sheetName(title: string): string {
  const name = safeText(title.replace(/[[\]:*?/\\]/g, ' ').replace(/\s+/g, ' '));
  let short = '';
  for (const sign of name.replace(/^['\s]+/, ''))
    if (short.length + sign.length <= 31) short += sign;
    else break;
  short = short.replace(/['\s]+$/, '');
  return short === '' || /^history$/i.test(short) ? '表' : short;
}
