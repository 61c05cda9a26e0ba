// A ledger's snapshot made ready to use: fields in order with their codes, books and movements with compiled expressions.
import { byOrder } from './by-order.js';
import { isValidIn } from './code-validity.js';
import { type Condition, compileCondition, type StoreFilter } from './condition-filter.js';
import type { LedgerEvent, LedgerField, LedgerFields, LedgerState, Privacy, Roles } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { type ExpressionScope, emptyScope, type ScopeFields } from './expression-scope.js';
import { compileExpression, type Expression, ExpressionError } from './expressions.js';
import type { Code } from './form-parts.js';
import type { LedgerSnapshot } from './ledger-snapshot.js';
import type { ChildValue } from './ledger-views.js';
import { FormError } from './open-form.js';
import type { Fault } from './problem.js';

/** `codes` are those that may be chosen; titles of all, hidden ones included, are in the snapshot. */
export type OpenField = { key: string; title: string; field: LedgerField; codes: Code[]; privacy: Privacy | null };
export type Book = { key: string; title: string; hint: string; where: Condition; remind: Roles; filter: (today: string) => StoreFilter };
export type Movement = {
  key: string;
  title: string;
  event: LedgerEvent;
  fields: OpenField[];
  sets: { field: string; to: Expression }[];
  guard: { when: Expression; otherwise: string } | null;
};
export type Ledger = {
  snapshot: LedgerSnapshot;
  id: string;
  title: string;
  fields: OpenField[];
  groups: { key: string; title: string; fields: OpenField[] }[];
  /** Keys of the list's columns at first. */
  list: string[];
  books: Book[];
  movements: Movement[];
  states: { [key: string]: LedgerState & { key: string; title: string } };
  initial: string;
};

/** Where a movement found the child, for `where` of a report's fill. */
export const stampFields: ScopeFields = words({
  kind: '异动',
  date: '日期',
  office: '学校',
  grade: '年级',
  class: '班级',
  village: '村',
  state: '状态',
  was: '异动前的状态',
});
export const childScope = (fields: LedgerFields): ScopeFields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      {
        type: field.type === 'integer' ? 'int' : field.type === 'boolean' ? 'bool' : field.type === 'codes' ? 'list<string>' : 'string',
        title: field.title,
        waits: field.type === 'integer' || field.format === 'date',
      },
    ]),
  );

/** @throws FormError with every fault at once. */
export function openLedger(snapshot: LedgerSnapshot): Ledger {
  const { definition } = snapshot;
  const faults: Fault[] = [];
  const attempt = (
    path: string,
    scope: ExpressionScope['names'],
    text: string,
    expected: string[],
    words: ExpressionScope['words'] = {},
  ): Expression | null => {
    try {
      return compileExpression(languageFor({ ...emptyScope, names: scope, words }), text, expected);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ path, message: error.message });
      return null;
    }
  };
  const child = { title: '学生', fields: childScope(definition.schema.properties) };
  const fields = openFields(definition.schema.properties, snapshot);
  const known = new Set(Object.keys(definition.schema.properties));
  for (const [meaning, key] of Object.entries(definition.meanings))
    if (!known.has(key)) faults.push({ path: `meanings.${meaning}`, message: `没有名为“${key}”的栏目` });
  for (const key of Object.keys(definition.privacy ?? {})) if (!known.has(key)) faults.push({ path: `privacy.${key}`, message: `没有名为“${key}”的栏目` });

  const books = byOrder(definition.views)
    .filter((book) => !book.hidden)
    .flatMap((book): Book[] => {
      const where = bookCondition(book.where, definition.schema.properties, `views.${book.key}.where`, faults);
      return where
        ? [{ key: book.key, title: book.title, hint: book.hint ?? '', where, remind: book.remind ?? {}, filter: (today) => where.filter({ today }) }]
        : [];
    });
  const movements = byOrder(definition.events)
    .filter((event) => !event.hidden)
    .map(({ key, ...event }): Movement => {
      const said = event.schema?.properties ?? {};
      const scope = { child, event: { title: event.title, fields: { ...stampFields, ...childScope(said) } } };
      const sets = Object.entries(event.sets ?? {}).flatMap(([field, text]) => {
        const path = `events.${key}.sets.${field}`;
        if (!known.has(field)) faults.push({ path, message: `没有名为“${field}”的栏目` });
        const to = attempt(path, scope, text, ['string', 'int', 'bool', 'list<string>']);
        return to ? [{ field, to }] : [];
      });
      for (const state of Object.keys(event.from))
        if (!definition.states[state]) faults.push({ path: `events.${key}.from`, message: `没有名为“${state}”的状态` });
      const when = event.guard ? attempt(`events.${key}.guard.when`, { child }, event.guard.when, ['bool'], { date: { title: '发生日期' } }) : null;
      const guard = when && event.guard ? { when, otherwise: event.guard.otherwise } : null;
      return { key, title: event.title, event, fields: openFields(said, snapshot), sets, guard };
    });
  const titles = snapshot.lists[definition.schema.properties[definition.meanings.state]?.codeList ?? '']?.codes ?? {};
  const states = Object.fromEntries(byOrder(definition.states).map((state) => [state.key, { ...state, title: titles[state.key]?.title ?? state.key }]));
  for (const key of Object.keys(states)) if (!titles[key]) faults.push({ path: `states.${key}`, message: `状态代码表里没有“${key}”` });
  const initial = Object.values(states).find((state) => state.initial)?.key;
  if (!initial) faults.push({ path: 'states', message: '要有一个状态写明 initial（建档时的状态）' });
  if (faults.length > 0) throw new FormError(faults);
  const groups = byOrder(definition.layout?.groups)
    .filter((group) => !group.hidden)
    .map((group) => ({
      key: group.key,
      title: group.title,
      fields: byOrder(group.fields).flatMap(({ key, hidden }) => (hidden ? [] : fields.filter((field) => field.key === key))),
    }));
  const list = byOrder(definition.layout?.list).filter((column) => !column.hidden && fields.some((field) => field.key === column.key));
  return {
    snapshot,
    id: definition.id,
    title: definition.title,
    fields,
    groups,
    list: list.map(({ key }) => key),
    books,
    movements,
    states,
    initial: initial as string,
  };
}

/** What a book's condition may name beside the child: books follow the calendar. */
export const bookConstants = { names: {}, words: { today: { title: '今天' } } };

function bookCondition(text: string, fields: LedgerFields, path: string, faults: Fault[]): Condition | null {
  try {
    return compileCondition(text, {
      name: 'child',
      title: '学生',
      fields: childScope(fields),
      path: (field) => `data.${field}`,
      constants: bookConstants,
    });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    faults.push({ path, message: error.message });
    return null;
  }
}

function openFields(properties: LedgerFields, { lists, definition }: LedgerSnapshot): OpenField[] {
  return byOrder(properties)
    .filter((field) => !field.hidden)
    .map(({ key, ...field }) => ({
      key,
      title: field.title,
      field,
      codes: field.codeList
        ? byOrder(lists[field.codeList]?.codes)
            .filter((code) => !code.hidden)
            .map(({ key: value, title, from, until, becomes }) => ({
              value,
              title,
              ...(from ? { from } : {}),
              ...(until ? { until } : {}),
              ...(becomes ? { becomes: Object.keys(becomes).filter((one) => becomes[one]) } : {}),
            }))
        : [],
      privacy: definition.privacy?.[key] ?? null,
    }));
}

/** The field with the codes that can be chosen on a day, and those that are chosen already. */
export function withCodesOn(field: OpenField, day: string, chosen: ChildValue | undefined = null): OpenField {
  const kept = Array.isArray(chosen) ? chosen : [chosen];
  return { ...field, codes: field.codes.filter((code) => kept.includes(code.value) || isValidIn(code, { from: day, to: day })) };
}

function words(titles: { [key: string]: string }): ScopeFields {
  return Object.fromEntries(Object.entries(titles).map(([key, title]) => [key, { type: 'string', title, waits: false }]));
}
