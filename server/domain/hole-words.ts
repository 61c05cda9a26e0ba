// The holes of a letter's wording as people see them: 〔儿童姓名〕, never {name}.
import { isMap, type JsonMap, valueAt } from './merge-patch.js';

const common: { [hole: string]: string } = { serial: '文号', letterTitle: '信函名称', date: '签发日期', schoolYear: '学年' };

/** @param letters the letter in each of the versions it is about, the first that names a hole counts */
export function holesInWords(text: string, letters: JsonMap[]): string {
  return text.replace(/\{([A-Za-z]\w*)\}/g, (whole, hole: string) => {
    const field = letters.map((letter) => valueAt(letter, ['fields', hole])).find(isMap);
    const title = typeof field?.title === 'string' ? field.title : common[hole];
    return title === undefined ? whole : `〔${title}〕`;
  });
}
