// Everything impure that actions and routes are given, and the types of it.
import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { ImportCell } from './domain/child-import.js';
import type { SaidLetter, TemplateShape } from './domain/compose-letter.js';
import type { JsonSchema } from './domain/form-snapshot.js';
import type { Place } from './domain/layer-files.js';
import type { LayeredDefinition } from './domain/layers.js';
import type { TemplateFiles } from './domain/letter-snapshot.js';
import type { Fault } from './domain/problem.js';
import type { Sheet } from './domain/sheet.js';
import type { WorkbookCell } from './domain/sheet-import.js';
import type { SignInLimit } from './http/sign-in-limit.js';
import type { JobRoom } from './jobs/job-room.js';
import type { LetterSheet } from './printing/letter-document.js';
import type { Store } from './storage/open.js';
import type { PublishedForms } from './storage/published-forms.js';
import type { PublishedLedgers } from './storage/published-ledgers.js';

export type { NewJob } from './jobs/job-room.js';
export type { DefinitionDraft } from './storage/definition-drafts.js';
export type { PublishCause, PublishedDefinition, PublishedHead } from './storage/definitions.js';
export type { PackFile } from './storage/packs.js';
export type { Publication } from './storage/publications.js';
export type { FormEntry } from './storage/published-forms.js';
export type { LedgerEntry, LetterEntry } from './storage/published-ledgers.js';
export type { KeptSum, Line } from './storage/sums.js';
export type { User } from './storage/users.js';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long for `null` (nobody of that name) as for a wrong password. */
  verify(hash: string | null, password: string): Promise<boolean>;
};

/** Titles of counties and cities, by id. */
type Places = { titleOf(id: string): string; bureauOf(id: string): string };

/** Sheets to paper, in two steps that can each be looked at. */
type Printing = { html(sheet: Sheet): Promise<string>; pdf(html: string, paper: Sheet['paper']): Promise<Uint8Array> };

/** Columns are `width` millimetres wide; `text` never turns into numbers. */
export type SpreadsheetList = { title: string; columns: { title: string; width: number; type: 'text' | 'number' }[]; rows: (string | number | null)[][] };
/** What makes a workbook of ours known again when it comes back filled in. */
type SheetMeta = { definition: string; version: number; office: string; period: string };
/** Templates of counties, read and drawn where they can do no harm. */
type Templates = {
  judge(page: string, shape: TemplateShape, examples: SaidLetter[]): Promise<Fault[]>;
  /** Throws TemplateError for a template that does not do what it must. */
  draw(page: string, letters: SaidLetter[]): Promise<{ style: string; bodies: string[] }>;
};
/** Letters to paper: many at once, each on a sheet of its own. */
type LetterPaper = {
  document(title: string, style: string, sheets: LetterSheet[], mark?: string): string;
  pdf(html: string): Promise<{ bytes: Uint8Array; pages: number }>;
  /** Letters of a text that no shipped face can draw. */
  uncovered(): Promise<(text: string) => string[]>;
};

type Spreadsheets = {
  /** Rows of the first worksheet. Throws Problem BAD_SPREADSHEET. */
  rows(bytes: Uint8Array): Promise<ImportCell[][]>;
  write(sheet: Sheet, meta: SheetMeta): Promise<Uint8Array>;
  list(list: SpreadsheetList): Promise<Uint8Array>;
  /** Throws Problem BAD_SPREADSHEET. `meta` is null for a workbook that was not made here. */
  read(bytes: Uint8Array, sheet: Sheet): Promise<{ meta: SheetMeta | null; cells: WorkbookCell[]; problems: { cell: string; message: string }[] }>;
};

export type Deps = {
  config: Config;
  clock: () => Date;
  log: Logger;
  store: Store;
  forms: PublishedForms;
  ledgers: PublishedLedgers;
  places: Places;
  /** Counties and cities with the layers their files make. */
  layers: ReadonlyMap<string, Place>;
  /** Long work. */
  jobs: JobRoom;
  /** Every fault of a whole definition by the language, its formulas and what it names; the definition may be hostile. */
  checkDefinition: (content: LayeredDefinition, all: { [id: string]: LayeredDefinition }) => Promise<Fault[]>;
  passwords: Passwords;
  printing: Printing;
  templates: Templates;
  /** The product's letter templates, by path. */
  letterTemplates: TemplateFiles;
  letterPaper: LetterPaper;
  spreadsheets: Spreadsheets;
  signInLimit: SignInLimit;
  /** TypeScript types of the records of a form. */
  recordTypes: (schema: JsonSchema, name: string) => Promise<string>;
  /** A new id that nobody can guess. */
  draw: () => string;
  /** SHA-256 in hexadecimal. */
  digest: (text: string) => string;
  /** Throws when the store does not answer. */
  ping: () => Promise<void>;
};
