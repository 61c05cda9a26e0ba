// What a paragraph of an article is called when it is quoted: 第二款, or the item it is, 第（五）项. A law is cited wrong otherwise.

const item = /^\s*[（(]([一二三四五六七八九十百]+)[）)]/;

/**
 * @param paragraphs of the article, items such as （一）… each on a line of its own below the paragraph that lists them
 * @param number of the line, from 1
 */
export function articlePart(paragraphs: string[], number: number): string {
  const before = paragraphs.slice(0, number).filter((text) => !item.test(text)).length;
  const which = item.exec(paragraphs[number - 1] ?? '')?.[1];
  const clauses = paragraphs.filter((text) => !item.test(text)).length;
  const clause = `第${inChinese(Math.max(1, before))}款`;
  if (which === undefined) return clause;
  return `${clauses > 1 ? clause : ''}第（${which}）项`;
}

const digits = [...'零一二三四五六七八九'];

/** 1 to 99 as laws write it. */
function inChinese(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return digits[ones] as string;
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`;
}
