// Names of a place as lists to choose from, grouped as people think of them.
import type { ScopeField } from '../../../server/domain/expression-scope.js';
import { nameTitle, numbersIn, tableTitle } from '../../../server/domain/expression-words.js';
import { otherNames, otherTitle } from '../../../server/domain/other-forms.js';
import { isDay } from '../../../server/domain/ready-sentences.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';

export type NameGroup = { label: string; options: { value: string; label: string }[] };
export type ChoiceWords = {
  row: string;
  field: string;
  formula: string;
  total: string;
  before: string;
  period: string;
  count: string;
  lastYear: string;
  other: string;
  totalOf(title: string): string;
  countOf(title: string): string;
  beforeOf(title: string): string;
  lastYearOf(title: string): string;
};

const isNumber = ({ type }: ScopeField): boolean => type === 'int' || type === 'Decimal';
const isDate = ({ type, waits }: ScopeField): boolean => type === 'string' && waits;
const rowFacts = new Set(['key', 'title', 'stage']);

function ofHolder(holder: string, { scope }: ExpressionPlace, fits: (field: ScopeField) => boolean): NameGroup['options'] {
  return Object.entries(scope.names[holder]?.fields ?? {})
    .filter(([key, field]) => fits(field) && !(holder === 'row' && rowFacts.has(key)))
    .map(([key]) => ({ value: `${holder}.${key}`, label: nameTitle(holder, key, scope) }));
}

/** Numbers that can be added and compared: columns of the row, fields, computed ones, totals, those of the period before. */
export function numberChoices(place: ExpressionPlace, words: ChoiceWords): NameGroup[] {
  const { scope } = place;
  const inRow = scope.names.row !== undefined;
  const sums = Object.entries(scope.tables).flatMap(([table, { columns }]) =>
    numbersIn(columns).map(([key, { title }]) => ({ value: `sum(rows.${table}, '${key}')`, label: words.totalOf(tableTitle(table, scope) + title) })),
  );
  const counts = Object.entries(scope.tables).map(([table, { title }]) => ({ value: `size(rows.${table})`, label: words.countOf(title) }));
  const earlier = (call: 'previous' | 'lastYear', named: (title: string) => string) =>
    Object.entries(scope.previous)
      .filter(([path, field]) => isNumber(field) && (!inRow || !path.includes('.')))
      .map(([path, { title }]) => ({ value: `${call}('${path}')`, label: named(path.includes('.') ? words.totalOf(title) : title) }));
  return groups([
    [words.row, ofHolder('row', place, isNumber)],
    [words.field, ofHolder('record', place, isNumber)],
    [words.formula, ofHolder('formula', place, isNumber)],
    [words.total, sums],
    [words.count, counts],
    [words.before, earlier('previous', words.beforeOf)],
    [words.lastYear, earlier('lastYear', words.lastYearOf)],
    [words.other, otherNames(scope).map((path) => ({ value: `other('${path}')`, label: otherTitle(scope.others ?? {}, path) ?? path }))],
  ]);
}

/** Days that can be compared: of the row, of the sheet, the first and last of the period. */
export const dayChoices = (place: ExpressionPlace, words: ChoiceWords): NameGroup[] =>
  groups([
    [words.row, ofHolder('row', place, isDate)],
    [words.field, ofHolder('record', place, isDate)],
    [words.period, ofHolder('period', place, () => true).filter(({ value }) => isDay(value, place.scope))],
  ]);

/** What can be left empty: columns of the row and fields of the sheet. */
export const cellChoices = (place: ExpressionPlace, words: ChoiceWords): NameGroup[] =>
  groups([
    [words.row, ofHolder('row', place, () => true)],
    [words.field, ofHolder('record', place, () => true)],
  ]);

const groups = (all: [string, NameGroup['options']][]): NameGroup[] =>
  all.filter(([, options]) => options.length > 0).map(([label, options]) => ({ label, options }));
