// A law's text as people copy it, cut into its articles.

export type Articles = { [key: string]: { title: string; text: string } };

const numeral = '[一二三四五六七八九十百零〇两]+';
const article = new RegExp(`^第(${numeral})条(?:之(${numeral}))?[\\s\\u3000]*(.*)$`);
const heading = new RegExp(`^第${numeral}[编章节][\\s\\u3000]`);
/** An article that follows another without a line of its own. */
const inline = new RegExp(`([。；])[ \\u3000]*(第${numeral}条(?:之${numeral})?[ \\u3000])`, 'g');

/** Articles by key: 第十一条 is a11, 第十一条之一 is a11_1; each further line is a paragraph. Headings, and what stands before the first article, are left out. */
export function articlesIn(text: string): Articles {
  const articles: Articles = {};
  let [current, last] = ['', 0];
  for (const raw of text.replace(inline, '$1\n$2').split(/\r?\n/)) {
    const line = raw.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
    const found = article.exec(line);
    const place = found ? numberOf(found[1] as string) + (found[2] ? numberOf(found[2]) / 100 : 0) : 0;
    // A paragraph may begin with the name of an earlier article.
    if (found && place > last) {
      current = `a${Math.floor(place)}${found[2] ? `_${numberOf(found[2])}` : ''}`;
      last = place;
      articles[current] = { title: `第${found[1]}条${found[2] ? `之${found[2]}` : ''}`, text: found[3] as string };
    } else if (current !== '' && line !== '' && !heading.test(line)) {
      const before = articles[current]?.text ?? '';
      articles[current] = { title: articles[current]?.title ?? '', text: before === '' ? line : `${before}\n${line}` };
    }
  }
  return Object.fromEntries(Object.entries(articles).filter(([, one]) => one.text !== ''));
}

const digits = '〇一二三四五六七八九';

/** 一百零八 is 108. */
function numberOf(words: string): number {
  let [sum, digit] = [0, 0];
  for (const sign of words.replace(/零/g, '').replace(/两/g, '二')) {
    if (sign === '百' || sign === '十') {
      sum += (digit || 1) * (sign === '百' ? 100 : 10);
      digit = 0;
    } else digit = digits.indexOf(sign);
  }
  return sum + digit;
}

/** The name of an article by its number, up to 999: 11 is 第十一条. */
export function articleTitle(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor((number % 100) / 10), number % 10];
  const begin = hundreds > 0 ? `${digits[hundreds]}百` : '';
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十` : hundreds > 0 && ones > 0 ? '零' : '';
  return `第${begin}${middle}${ones > 0 ? digits[ones] : ''}条`;
}
