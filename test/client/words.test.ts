import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import en from '../../client/i18n/en.json' with { type: 'json' };
import zh from '../../client/i18n/zh.json' with { type: 'json' };

type Words = { [key: string]: string | Words };
const folder = fileURLToPath(new URL('../../client/', import.meta.url));

function flat(words: Words, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)])),
  );
}
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string).sort();
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(folder + file, 'utf8') }));

/** The designer's words, a file for each part of it. */
function designWords(language: 'zh' | 'en'): Words {
  const files = readdirSync(`${folder}designer/words`).filter((file) => file.endsWith(`.${language}.json`));
  return {
    design: Object.fromEntries(files.sort().map((file) => [file.split('.')[0] as string, JSON.parse(readFileSync(`${folder}designer/words/${file}`, 'utf8'))])),
  };
}

describe('words of the client', () => {
  const chinese = flat({ ...(zh as Words), ...designWords('zh') });
  const english = flat({ ...(en as Words), ...designWords('en') });

  it('are the same keys in both languages, with the same holes', () => {
    expect([...english.keys()]).to.deep.equal([...chinese.keys()]);
    for (const [key, text] of chinese) expect(holes(english.get(key) ?? ''), key).to.deep.equal(holes(text));
  });
  it('are never empty, and Chinese in the Chinese file', () => {
    for (const [key, text] of chinese) expect(text.trim(), key).to.not.equal('');
    const foreign = [...chinese].filter(
      ([key, text]) => !/[\u4e00-\u9fff：、]/.test(text) && !['report.mainKeys', 'grid.total', 'design.letters.clauseOf'].includes(key),
    );
    expect(foreign).to.deep.equal([]);
  });
  it('all come from the words file: no Chinese in the code but the name of the language itself and dates as people write them', () => {
    const found = sources.flatMap(({ file, text }) =>
      (text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').match(/[\u4e00-\u9fff]+/g) ?? []).map((word) => `${file} ${word}`),
    );
    expect(found.filter((word) => !word.startsWith('forms/grid/cell-text.ts '))).to.deep.equal(['pages/settings-page.tsx 中文']);
  });
  it('are all used', () => {
    const used = sources.map(({ text }) => text).join('\n');
    const idle = [...chinese.keys()].filter((key) => {
      const parents = key
        .split('.')
        .map((_, index, parts) => parts.slice(0, index).join('.'))
        .filter(Boolean);
      return !used.includes(`'${key}'`) && !parents.some((parent) => used.includes(`\`${parent}.\${`));
    });
    expect(idle).to.deep.equal([]);
  });
});
