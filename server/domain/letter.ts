// The life of an issued letter: valid, void, issued again. Nothing in it is ever changed but its end.
import type { LetterState } from './letter-views.js';
import type { Doer } from './report-record.js';

export type IssuedLetter = {
  /** `county:letter:year:number`, with the series behind the year, so that two first issuers meet on one key. */
  _id: string;
  county: string;
  /** Kind of letter and the version of its definition. */
  letter: string;
  version: number;
  title: string;
  ledger: string;
  child: string;
  childName: string;
  /** Where the child stood that day. */
  office: string;
  officeTitle: string;
  path: string;
  village: string;
  /** Year the number is counted in, and the school where each has numbers of its own; absent where the county has one row of them. */
  year: number;
  series?: string;
  number: number;
  serial: string;
  /** One valid letter for each value: `letter:child:key`, of the household where it has one together; the letter's own `_id` once it is void. */
  once: string;
  /** Day of issue, Shanghai. */
  day: string;
  at: Date;
  by: Doer;
  /** What it says, as JSON text, and the SHA-256 of its page. */
  said: string;
  hash: string;
  /** Editions it quotes: law, article, date of the edition. */
  quotes: { law: string; article: string; edition: string }[];
  state: LetterState;
  voided: { at: Date; by: Doer; reason: string } | null;
  replaces: string | null;
  replacedBy: string | null;
  /** The job that issued it and the place in its bundle; '' and 0 for one issued alone. */
  job: string;
  order: number;
  bundle: string;
};

export const letterId = (county: string, letter: string, year: number, series: string, number: number): string =>
  `${county}:${letter}:${year}:${series === '' ? '' : `${series}:`}${String(number).padStart(7, '0')}`;
/** `receiver` is a child or a household. Where one may have any number of letters of a kind, each is its own. */
export const onceText = (letter: string, receiver: string, key: string, id: string): string => (key === '' ? id : `${letter}:${receiver}:${key}`);
