// What is wrong with a letter that its schema cannot see: where values come from, what holes name, who may be sent it.
import { byOrder } from './by-order.js';
import type { LedgerDefinition, LetterDefinition } from './definition.generated.js';
import type { Definitions } from './ledger-snapshot.js';
import { quoteFaults, sourceFaults } from './letter-snapshot.js';
import { faultsOfOpening } from './open-form.js';
import { openLetter } from './open-letter.js';
import type { Fault } from './problem.js';
import { sameTitles } from './same-titles.js';

/** Every fault at once. Where no law is at hand (the designer's page has none) quotations are not judged. */
export function letterFaults(letter: LetterDefinition, around: Definitions): Fault[] {
  const ledger = around[letter.of];
  const laws = Object.values(around).some(({ kind }) => kind === 'clause');
  return [
    ...sameTitles('fields', byOrder(letter.fields), '请改一个，插入内容时才分得清'),
    ...layoutFaults(letter, ledger?.kind === 'ledger' ? ledger : null),
    ...(ledger?.kind === 'ledger'
      ? [...sourceFaults(letter, ledger), ...faultsOfOpening(() => openLetter({ definition: letter, page: '', articles: {} }, ledger))]
      : []),
    ...(ledger?.kind === 'ledger' ? [] : [{ path: 'of', message: `要用的台账（${letter.of}）没有在用；还没有发布的请先发布，或者另选一本` }]),
    ...(laws ? quoteFaults(letter, around) : []),
    ...(Object.values(letter.by).some((may) => may) ? [] : [{ path: 'by', message: '没有人可以签发，请至少选一种人员' }]),
    ...(letter.template.text === undefined && letter.template.file === undefined ? [{ path: 'template', message: '要选一个版式，或自己写版式' }] : []),
  ];
}

/** What can be read and drawn, and yet would not look as meant. */
function layoutFaults({ texts, serial, template, once }: LetterDefinition, ledger: LedgerDefinition | null): Fault[] {
  const headings = byOrder(texts).filter(({ kind, hidden }) => kind === 'law' && !hidden);
  return [
    ...headings.slice(1).map(({ key }) => ({ path: `texts.${key}.kind`, message: '法条标题只能有一段，引用的条文都印在它下面；这一段请改为小标题' })),
    ...(serial.pattern.includes('{office}') && (serial.office ?? '').trim() === ''
      ? [{ path: 'serial.office', message: '文号里用了机关代字，请写明，例如“平教”' }]
      : []),
    ...(serial.per?.school && !serial.pattern.includes('{school}')
      ? [{ path: 'serial.pattern', message: '各校分别起号，文号里就要有学校，否则两所学校的文号会相同；请点“加学校”' }]
      : []),
    ...(/\{(year|schoolYear)\}/.test(serial.pattern)
      ? []
      : [{ path: 'serial.pattern', message: '顺序号每年（学年）从 1 起，文号里要有年份或学年，否则会与上一年的相同' }]),
    ...(once?.per === 'household' && ledger && !ledger.meanings.household
      ? [{ path: 'once.per', message: `“${ledger.title}”没有写明哪一栏是户号，不能每户一份` }]
      : []),
    ...byOrder(texts).flatMap(({ key, kind, hidden }): Fault[] => {
      const name = kind === 'above' ? 'above' : kind === 'subtitle' ? 'subtitles' : '';
      if (hidden || name === '' || template.text === undefined || template.text.includes(name)) return [];
      return [{ path: `texts.${key}.kind`, message: `自己写的版式里没有印这种段落的地方；请在版式里加上 {{#each ${name}}}<p>{{text}}</p>{{/each}}` }];
    }),
  ];
}
