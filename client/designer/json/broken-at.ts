// Where a text stops being JSON. Browsers say it in words of their own, and some not at all.

const blank = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const scalar = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The first place that cannot go on, from 0; null for sound JSON. */
export function brokenAt(text: string): number | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found !== null && found[0] !== '';
  };
  const open: ('{' | '[')[] = [];
  // What may come next: a value, the key of a map, or what stands behind a value.
  let wants: 'value' | 'first' | 'key' | 'behind' = 'value';
  for (;;) {
    skip(blank);
    const here = text[at];
    if (wants === 'behind') {
      const inside = open.at(-1);
      if (inside === undefined) return at === text.length ? null : at;
      if (here === ',') wants = inside === '{' ? 'key' : 'value';
      else if (here === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if (wants === 'first' && here === (open.at(-1) === '{' ? '}' : ']')) {
      open.pop();
      wants = 'behind';
      at++;
    } else if ((wants === 'key' || wants === 'first') && open.at(-1) === '{') {
      if (here !== '"' || !skip(scalar)) return at;
      skip(blank);
      if (text[at] !== ':') return at;
      at++;
      wants = 'value';
    } else if (here === '{' || here === '[') {
      open.push(here);
      wants = 'first';
      at++;
    } else {
      if (!skip(scalar)) return at;
      wants = 'behind';
    }
  }
}
