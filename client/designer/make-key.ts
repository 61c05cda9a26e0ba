// Keys and ids from titles: people read titles, and never have to think of a key.
const longest = 30;

/** jieDu for 借读; pinyin is loaded when the first key is made. */
async function latin(title: string): Promise<string[]> {
  const { pinyin } = await import('pinyin-pro');
  return pinyin(title, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .flatMap((part) => part.toLowerCase().split(/[^a-z0-9]+/))
    .filter(Boolean);
}

/** A key for a title that is not taken. @param prefix of the county, '' in a definition the county began itself */
export async function keyFor(title: string, prefix: string, taken: Iterable<string>): Promise<string> {
  const [first = '', ...rest] = await latin(title);
  let word = [first, ...rest.map((part) => part[0]?.toUpperCase() + part.slice(1))].join('').slice(0, longest);
  if (!/^[a-z]/.test(word)) word = `x${word}`.slice(0, longest);
  const begin = prefix === '' ? '' : `${prefix}_`;
  return free((n) => `${begin}${word}${n > 1 ? `_${n}` : ''}`, taken instanceof Set ? taken : new Set(taken));
}

/** An id for a new definition of the county. */
export async function idFor(title: string, prefix: string, taken: Iterable<string>): Promise<string> {
  const word = (await latin(title)).join('-').slice(0, 40).replace(/-+$/, '') || 'x';
  return free((n) => `${prefix}-${word}${n > 1 ? `-${n}` : ''}`, new Set(taken));
}

function free(named: (n: number) => string, taken: Set<string>): string {
  for (let n = 1; ; n++) if (!taken.has(named(n))) return named(n);
}
