// What a new column most likely holds, from its title; it can be changed beside the sheet.
import type { TFunction } from 'i18next';
import type { Field } from '../../../server/domain/definition.generated.js';

const words = (text: string): string[] => text.split('、');
const holds = (title: string, text: string): boolean => words(text).some((word) => title.toLowerCase().includes(word));

/** @param list true of a table whose lines people add: names and words rather than numbers */
export function guessField(title: string, list: boolean, t: TFunction): Field {
  if (holds(title, t('design.table.guess.date'))) return { type: 'string', title, format: 'date' };
  if (holds(title, t('design.table.guess.text'))) return { type: 'string', title, maxLength: 200 };
  if (holds(title, t('design.table.guess.decimal'))) return { type: 'decimal', title, digits: 2, minimum: 0, blank: 0 };
  if (list && !holds(title, t('design.table.guess.number'))) return { type: 'string', title, maxLength: 100 };
  return { type: 'integer', title, minimum: 0, maximum: 99_999, blank: 0 };
}
