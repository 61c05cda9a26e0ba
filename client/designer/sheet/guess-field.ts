// What a new column most likely holds, from its title; it can be changed beside the sheet.
import type { TFunction } from 'i18next';
import type { Field } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { listNamed } from '../list-named.js';

const words = (text: string): string[] => text.split('、');
export const holds = (title: string, text: string): boolean => words(text).some((word) => title.toLowerCase().includes(word));

/** The head of a column that only numbers the lines, which number themselves. */
export const isLineNumber = (title: string, t: TFunction): boolean => words(t('design.table.guess.lineNumber')).includes(title.toLowerCase());

/** A table that begins with names of people is a list of them, also where its lines are numbered first. @param titles of the upper header row */
export function isListOfPeople([first = '', second = '']: string[], t: TFunction): boolean {
  return holds(isLineNumber(first, t) ? second : first, t('design.table.guess.text'));
}

/** @param list true of a table whose lines people add: names and words rather than numbers; @param around definitions there are, by id */
export function guessField(title: string, list: boolean, around: { [id: string]: LayeredDefinition }, t: TFunction): Field {
  if (words(t('design.table.guess.yesNo')).some((word) => title.toLowerCase().startsWith(word))) return { type: 'boolean', title };
  const codeList = list ? listNamed(title, around) : null;
  if (codeList) return { type: 'string', title, codeList };
  if (holds(title, t('design.table.guess.date'))) return { type: 'string', title, format: 'date' };
  if (holds(title, t('design.table.guess.idNumber'))) return { type: 'string', title, format: 'id-number' };
  if (holds(title, t('design.table.guess.text'))) return { type: 'string', title, maxLength: 200 };
  if (holds(title, t('design.table.guess.decimal'))) return { type: 'decimal', title, digits: 2, minimum: 0, blank: 0 };
  if (list && !holds(title, t('design.table.guess.number'))) return { type: 'string', title, maxLength: 100 };
  return { type: 'integer', title, minimum: 0, maximum: 99_999, blank: 0 };
}
