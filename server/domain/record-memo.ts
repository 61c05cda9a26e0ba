// What is known of the rows of a record, kept by the identity of each row: a keystroke makes one new row, and only that one is worked out again.
import type { AssessContext } from './assess-context.js';
import type { Context } from './expressions.js';
import type { FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import type { RecordData, Row } from './record-data.js';
import { recordValues, rowValues, surroundings } from './record-scope.js';
import { type AskedRow, filledRows, rowsOf } from './rows-of.js';

export type KnownRow = { key: string; asked: AskedRow; row: Row; values: Context };
type Kept<T> = { title: string; known: T };

export class RecordMemo {
  private readonly form: Form;
  private readonly around: Context;
  private readonly office: AssessContext['office'];
  private readonly asked = new Map<FormTable, AskedRow[]>();
  private readonly values = new Map<FormTable, WeakMap<Row, Kept<KnownRow>>>();
  private readonly lists = new WeakMap<object, Map<FormTable, KnownRow[]>>();
  private readonly notes = new WeakMap<KnownRow, unknown>();
  private readonly blank = new Map<string, Row>();

  constructor(form: Form, context: AssessContext) {
    this.form = form;
    this.office = context.office;
    this.around = surroundings(form, context);
  }

  /** Rows asked of the office, in order, with their values. */
  rows(table: FormTable, data: RecordData): KnownRow[] {
    const holder = data[table.key];
    const byTable = holder !== null && typeof holder === 'object' ? (this.lists.get(holder) ?? new Map<FormTable, KnownRow[]>()) : null;
    const known = byTable?.get(table);
    if (known) return known;
    const filled = filledRows(data, table);
    const rows = this.askedRows(table, data).map((asked) => this.row(table, asked, filled[asked.key]));
    if (byTable) this.lists.set(holder as object, byTable.set(table, rows));
    return rows;
  }

  /** Everything expressions over the whole record may name. */
  scope(data: RecordData, results: Context): Context {
    const rows: Context = {};
    for (const table of this.form.tables) rows[table.key] = this.rows(table, data).map(({ values }) => values);
    const formula: Context = {};
    for (const [key, value] of Object.entries(results)) if (value !== null) formula[key] = value;
    return { ...this.around, record: recordValues(this.form, data), rows, formula };
  }

  /** A finding about one row that hangs on nothing else, made once for as long as the row stays. */
  noted<T>(row: KnownRow, make: () => T): T {
    if (!this.notes.has(row)) this.notes.set(row, make());
    return this.notes.get(row) as T;
  }

  private askedRows(table: FormTable, data: RecordData): AskedRow[] {
    if (table.free) return rowsOf(table, data, this.office);
    const asked = this.asked.get(table) ?? rowsOf(table, data, this.office);
    this.asked.set(table, asked);
    return asked;
  }

  private row(table: FormTable, asked: AskedRow, row: Row = this.blankRow(table, asked.key)): KnownRow {
    const kept = this.values.get(table) ?? new WeakMap<Row, Kept<KnownRow>>();
    this.values.set(table, kept);
    const found = kept.get(row);
    if (found && found.title === asked.title && found.known.key === asked.key) return found.known;
    const known = { key: asked.key, asked, row, values: rowValues(table, row, asked.facts) };
    kept.set(row, { title: asked.title, known });
    return known;
  }

  private blankRow(table: FormTable, key: string): Row {
    const name = `${table.key}.${key}`;
    const row = this.blank.get(name) ?? {};
    this.blank.set(name, row);
    return row;
  }
}
