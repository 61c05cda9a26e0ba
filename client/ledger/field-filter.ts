// What people filter by, field for field, as the one text the server reads: `grade:g1,g2;born:2019-09-01..2020-08-31`.
import type { OpenField } from '../../server/domain/open-ledger.js';

/** By field key: codes joined by `,`, days and numbers as `from..to`, `-` for blank, text exactly. */
export type FieldChoice = { [field: string]: string };

export function readFields(text: string): FieldChoice {
  return Object.fromEntries(
    text.split(';').flatMap((pair) => {
      const colon = pair.indexOf(':');
      return colon > 0 && colon < pair.length - 1 ? [[pair.slice(0, colon), pair.slice(colon + 1)] as const] : [];
    }),
  );
}

export const writeFields = (choice: FieldChoice): string =>
  Object.entries(choice)
    .map(([key, value]) => [key, value.replaceAll(';', '').trim()] as const)
    .filter(([, value]) => value !== '' && value !== '..')
    .map(([key, value]) => `${key}:${value}`)
    .join(';');

/** How a field can be filtered; null where it cannot: what is masked could be guessed piece by piece. */
export function filterKind({ field, privacy }: OpenField): 'codes' | 'range' | 'yes-no' | 'text' | null {
  if (privacy) return null;
  if (field.codeList) return 'codes';
  if (field.format === 'date' || field.type === 'integer') return 'range';
  return field.type === 'boolean' ? 'yes-no' : 'text';
}

export function rangeOf(value: string): { from: string; to: string } {
  const [from = '', to] = value.split('..');
  return { from, to: to ?? from };
}
export const rangeText = (from: string, to: string): string => (from === '' && to === '' ? '' : `${from}..${to}`);

/** A condition in words: 一年级、二年级; 2019-09-01 至 2020-08-31. */
export function choiceText(
  field: OpenField,
  value: string,
  words: { blank: string; comma: string; yes: string; no: string; from: string; to: string; between: string },
): string {
  if (value === '-') return words.blank;
  const kind = filterKind(field);
  if (kind === 'codes')
    return value
      .split(',')
      .map((one) => field.codes.find((code) => code.value === one)?.title ?? one)
      .join(words.comma);
  if (kind === 'yes-no') return value === 'true' ? words.yes : words.no;
  if (kind !== 'range' || !value.includes('..')) return value;
  const { from, to } = rangeOf(value);
  if (from !== '' && to !== '') return `${from} ${words.between} ${to}`;
  return from !== '' ? `${from} ${words.from}` : `${to} ${words.to}`;
}

/** Born so that they are six by the end of August of a year: whoever is to enter school that September. */
export const sixBy = (year: number): string => rangeText(`${year - 7}-09-01`, `${year - 6}-08-31`);

/** The autumn whose new pupils are being prepared for: this year's until the end of September, then the next. */
export const comingAutumn = (today: string): number => Number(today.slice(0, 4)) + (Number(today.slice(5, 7)) > 9 ? 1 : 0);
