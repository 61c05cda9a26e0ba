// What a letter says to the parents of one child on one day.
import { articlePart } from './article-part.js';
import { type Child, childFacts, textOf, valueText } from './child.js';
import type { Article } from './ledger-snapshot.js';
import type { Ledger } from './open-ledger.js';
import type { Letter, NamedLetterField } from './open-letter.js';
import { schoolYearTitle } from './period.js';

/** Everything a page is drawn from, as plain text: kept with the letter, so that it says the same for ever. */
export type SaidLetter = {
  letter: { title: string; serial: string; date: string; mark: string };
  fields: { [key: string]: string };
  texts: { [key: string]: string };
  /** Lines over the title, and below it. */
  above: Paragraph[];
  subtitles: Paragraph[];
  /** Wording above the quoted articles, their heading ('' for none), and below. */
  before: Paragraph[];
  law: string;
  clauses: { law: string; article: string; edition: string; paragraphs: string[] }[];
  /** `copies` is one without a title where the receipt has none of its own. */
  receipt: { title: string; lines: { kind: 'said' | 'blank'; title: string; text: string }[]; copies: { title: string }[] } | null;
  after: Paragraph[];
};
export type Paragraph = { key: string; title: string; kind: string; text: string };
export type LetterPlaces = {
  school: { title: string };
  office: { title: string };
  county: { title: string; bureau: string };
  /** Every child of the household the letter may go to, 、 between them. */
  household: { names: string };
};

/** The edition in force on a day; null where none is. */
export function articleOn(articles: Article[], day: string): Article | null {
  const valid = articles.filter(({ from, until }) => from <= day && (until === '' || day <= until));
  return valid.reduce<Article | null>((newest, one) => (newest && newest.from > one.from ? newest : one), null);
}

/** 2027-09-01 as 2027年9月1日. */
export const dateInWords = (date: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(date) ? `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日` : date;

const hanDigits = '〇一二三四五六七八九';
/** 27 as 二十七. */
const hanNumber = (number: number): string =>
  `${number >= 20 ? hanDigits[Math.floor(number / 10)] : ''}${number >= 10 ? '十' : ''}${number % 10 === 0 ? '' : hanDigits[number % 10]}`;

/** 2027-09-01 as 二〇二七年九月一日, as official papers are dated. */
export const dateInHan = (date: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(date)
    ? `${[...date.slice(0, 4)].map((digit) => hanDigits[Number(digit)]).join('')}年${hanNumber(Number(date.slice(5, 7)))}月${hanNumber(Number(date.slice(8)))}日`
    : date;

/** What `dateInWords` or `dateInHan` made of a day, as that day again; other text as it is. */
export function dayOfWords(text: string | undefined): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4}|[〇一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日$/.exec(text ?? '') ?? [];
  if (year === '') return text;
  const digits = (words: string): string => [...words].map((one) => (hanDigits.includes(one) ? String(hanDigits.indexOf(one)) : one)).join('');
  const number = (words: string): string => {
    const [tens = '', ones] = words.split('十');
    return (ones === undefined ? digits(words) : `${tens === '' ? 1 : digits(tens)}${ones === '' ? 0 : digits(ones)}`).padStart(2, '0');
  };
  return `${digits(year)}-${number(month)}-${number(day)}`;
}

/** Whose numbers a letter takes: the year they are counted in, by the calendar or by school years, and the school, '' for the whole county. */
export function seriesOf(letter: Letter, day: string, school: string): { year: number; series: string } {
  const { per } = letter.snapshot.definition.serial;
  const year = Number(day.slice(0, 4));
  return { year: per?.schoolYear && day.slice(5) < '09-01' ? year - 1 : year, series: per?.school ? school : '' };
}

/** The number in the words of the office. `number` 0 leaves the place open, for previews. */
export function serialText(letter: Letter, { year, day, school }: { year: number; day: string; school: string }, number: number): string {
  const { pattern, office = '' } = letter.snapshot.definition.serial;
  return pattern
    .replaceAll('{office}', office)
    .replaceAll('{school}', school)
    .replaceAll('{schoolYear}', schoolYearOf(day))
    .replaceAll('{year}', String(year))
    .replace(/\{number(?::(\d))?\}/g, (_, digits: string | undefined) => (number === 0 ? '＿＿' : String(number).padStart(Number(digits ?? 0), '0')));
}

/** Values of the letter's fields for one child, as text; blank where there is none. `asked` are those typed by whoever issues, `day` is the day of issue. */
export function letterValues(
  letter: Letter,
  ledger: Ledger,
  child: Pick<Child, 'data'>,
  places: LetterPlaces,
  asked: { [key: string]: string },
  day: string,
): { [key: string]: string } {
  const facts = letter.fields.some(({ worked }) => worked) ? childFacts(ledger, child.data) : {};
  return Object.fromEntries(
    letter.fields.map((field) => {
      const worked = field.worked?.evaluate({ child: facts, date: day, schoolYear: schoolYearOf(day) });
      return [field.key, written(field, field.worked ? workedText(worked) : raw(field, letter, ledger, child, places, asked))];
    }),
  );
}

function raw(
  field: NamedLetterField,
  letter: Letter,
  ledger: Ledger,
  child: Pick<Child, 'data'>,
  places: LetterPlaces,
  asked: { [key: string]: string },
): string {
  if (field.ask) return (asked[field.key] ?? '').trim();
  const [of = '', name = ''] = (field.from ?? '').split('.');
  if (of === 'child') {
    const known = ledger.fields.find((one) => one.key === name);
    return known ? valueText(ledger, known, child.data[name]) : '';
  }
  if (of === 'letter') return letter.title;
  return (places as { [of: string]: { [name: string]: string } })[of]?.[name] ?? '';
}

const workedText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);

const written = ({ type }: NamedLetterField, text: string): string => (type === 'date' ? dateInWords(text) : type === 'han-date' ? dateInHan(text) : text);

/** Whom a letter is written to; `facts` as `childFacts` gives them, null for nobody in particular: then every paragraph is written. */
type Reader = { day: string; facts: { [field: string]: unknown } | null };

/** The letter for one child; `values` as `letterValues` gives them, `day` is the day of issue. */
export function composeLetter(letter: Letter, values: { [key: string]: string }, reader: Reader, serial: string, mark = ''): SaidLetter {
  const { day } = reader;
  const date = letter.snapshot.definition.paper?.signDate === 'han' ? dateInHan(day) : dateInWords(day);
  const words: { [key: string]: string } = { ...values, serial, letterTitle: letter.title, date, schoolYear: schoolYearOf(day) };
  const filled = (text: string): string => text.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (_, key: string) => words[key] ?? '');
  const all = letter.texts.map(({ key, title, kind, text, when }) => ({ key, title, kind, text: filled(text), isFor: holds(when, reader) }));
  const heads = all.filter(({ kind }) => kind === 'above' || kind === 'subtitle');
  const wording = all.filter((one) => !heads.includes(one));
  const law = wording.findIndex(({ kind }) => kind === 'law');
  const written = (paragraphs: typeof all): Paragraph[] => paragraphs.filter(({ isFor }) => isFor).map(({ isFor: _, ...paragraph }) => paragraph);
  return {
    letter: { title: letter.title, serial, date, mark },
    fields: values,
    // A template may name a paragraph that this child does not get.
    texts: Object.fromEntries(all.map(({ key, text, isFor }) => [key, isFor ? text : ''])),
    above: written(heads.filter(({ kind }) => kind === 'above')),
    subtitles: written(heads.filter(({ kind }) => kind === 'subtitle')),
    before: written(law < 0 ? wording : wording.slice(0, law)),
    law: wording[law]?.isFor ? wording[law].text : '',
    after: written(law < 0 ? [] : wording.slice(law + 1)),
    clauses: clausesOn(letter, reader),
    receipt: letter.receipt
      ? {
          title: letter.receipt.title,
          lines: letter.receipt.lines.map(({ title, text }) => ({ kind: text === '' ? 'blank' : 'said', title, text: filled(text) })),
          copies: letter.receipt.copies,
        }
      : null,
  };
}

/** Whether a condition of a letter is met; none is met by everybody. */
export const holds = (when: Letter['texts'][number]['when'], { day, facts }: Reader): boolean =>
  when === null || facts === null || when.evaluate({ child: facts, date: day, schoolYear: schoolYearOf(day) }) === true;

const schoolYearOf = (day: string): string => schoolYearTitle(day.slice(0, 7));

/** The second term begins in February, whenever school does: nobody writes the letters of a term in the holidays before it. */
const termOf = (day: string): string => `${schoolYearOf(day)}第${day.slice(5, 7) >= '02' && day.slice(5, 7) < '09' ? '二' : '一'}学期`;

/** What the letter quotes on a day, word for word. */
export function clausesOn(letter: Letter, reader: Reader): SaidLetter['clauses'] {
  return letter.clauses.flatMap(({ key, paragraph, when }) => {
    const article = articleOn(letter.snapshot.articles[key] ?? [], reader.day);
    if (!article || !holds(when, reader)) return [];
    const whole = article.text.split('\n');
    return [
      {
        law: article.law,
        article: `${article.title}${paragraph === undefined ? '' : articlePart(whole, paragraph)}`,
        edition: article.passed,
        paragraphs: paragraph === undefined ? whole : whole.slice(paragraph - 1, paragraph),
      },
    ];
  });
}

/** What makes a child's letter the one valid one: the value of the definition's `once`; '' where a child may have any number. */
export function onceKey(letter: Letter, ledger: Ledger, child: Pick<Child, 'data'>, day: string): string {
  const schoolYear = schoolYearOf(day);
  return letter.once ? String(letter.once.key.evaluate({ child: childFacts(ledger, child.data), schoolYear, term: termOf(day) }) ?? '') : '';
}

/** Names a template may use, with the shape of each: true is text, an array is a list of such, null a part that may be absent. */
export function letterShape(letter: Letter): TemplateShape {
  return {
    letter: { title: true, serial: true, date: true, mark: true },
    fields: Object.fromEntries(letter.fields.map(({ key }) => [key, true])),
    texts: Object.fromEntries(letter.texts.map(({ key }) => [key, true])),
    above: [{ key: true, title: true, kind: true, text: true }],
    subtitles: [{ key: true, title: true, kind: true, text: true }],
    before: [{ key: true, title: true, kind: true, text: true }],
    law: true,
    after: [{ key: true, title: true, kind: true, text: true }],
    clauses: [{ law: true, article: true, edition: true, paragraphs: [true] }],
    receipt: { title: true, lines: [{ kind: true, title: true, text: true }], copies: [{ title: true }] },
  };
}
export type TemplateShape = true | [TemplateShape] | { [name: string]: TemplateShape };

/** The name a letter goes by in lists. */
export const childName = (ledger: Ledger, child: Pick<Child, 'data'>): string => textOf(child.data, ledger.snapshot.definition.meanings.name);
