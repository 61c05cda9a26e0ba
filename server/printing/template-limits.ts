// What a county's template may be. A template is not trusted: it is text that somebody typed.

/** Characters of the text; Handlebars takes half a minute over a megabyte. */
export const maxCharacters = 65_536;
/** Statements of all kinds, and blocks within blocks. */
export const maxNodes = 2_000;
export const maxDepth = 8;
/** Loops within loops. */
export const maxLoops = 2;
/** Characters one letter may come to. */
export const maxLetter = 200_000;

export const blockHelpers = new Set(['if', 'unless', 'each']);

export const allowedTags = new Set(
  'h1 h2 h3 h4 p div section header footer article span b i u s em strong small sub sup br hr ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td blockquote figure figcaption style'.split(
    ' ',
  ),
);
export const voidTags = new Set(['br', 'hr', 'col']);
/** Attributes, and of these the ones a value may be written into. */
export const allowedAttributes = new Set(['class', 'style', 'colspan', 'rowspan', 'span', 'lang', 'dir', 'title', 'start', 'type', 'scope']);
export const valueAttributes = new Set(['class', 'title', 'lang']);

/**
 * A cheap look before anything is parsed, for parsing itself can take minutes.
 * @returns what is wrong, in Chinese; null when it may be parsed.
 */
export function roughFault(text: unknown): string | null {
  if (typeof text !== 'string') return '模板应当是文字';
  if (text.length > maxCharacters) return `模板太长：最多 ${maxCharacters} 个字符，现有 ${text.length} 个`;
  let depth = 0;
  let nodes = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) {
    nodes += 1;
    const sign = text.slice(at + 2, at + 4).replace(/^~/, '')[0];
    if (sign === '#' || sign === '^') depth += 1;
    if (sign === '/') depth -= 1;
    if (depth > maxDepth) return `模板的层次太深：最多 ${maxDepth} 层`;
    if (nodes > maxNodes) return `模板里的花括号太多：最多 ${maxNodes} 处`;
  }
  return null;
}
