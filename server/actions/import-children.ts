// Children from a workbook: added and corrected by their identity number, nothing written before somebody agrees.
import type { Deps, LedgerEntry, SpreadsheetList } from '../deps.js';
import { type ChildEvent, type StoredChild, textOf, valueText } from '../domain/child.js';
import { type ImportProblem, type ImportRow, problemAt, readImport } from '../domain/child-import.js';
import type { ChildChange, ChildValues, ImportDone, ImportView } from '../domain/ledger-views.js';
import { type Decided, decideCorrection, decideRegistration } from '../domain/movement.js';
import type { Actor, Office } from '../domain/office.js';
import { seesOffice } from '../domain/permissions.js';
import { Problem } from '../domain/problem.js';
import { afterEvent, demand, healChild, knownLedger, sealChildEvent, today, writeChild } from './find-child.js';
import { sameChildWarnings } from './same-child-warnings.js';
import { doerOf } from './seal-event.js';

type Planned = { row: number; office: string } & (
  | { kind: 'add'; values: ChildValues; state?: string }
  | { kind: 'update'; child: string; n: number; changes: ChildChange[] }
);
type Columns = { [field: string]: number };
type Examined = { planned: Planned | null; problems: ImportProblem[]; shown: ImportView['sample'][number] | null };

/** What a workbook would change; every problem at once. @throws Problem NOT_FOUND, FORBIDDEN, BAD_SPREADSHEET */
export async function examineImport(actor: Actor, id: string, bytes: Uint8Array, deps: Deps): Promise<ImportView> {
  const entry = knownLedger(actor, id, deps);
  demand(entry.ledger.snapshot.definition, 'import', actor);
  const { rows, problems, columns } = readImport(entry.ledger, await deps.spreadsheets.rows(bytes));
  const offices = (await deps.store.offices.ofCounty(actor.county)).filter((office) => office.kind === 'school' && seesOffice(actor, office));
  const known = await childrenByNumber(entry, rows, deps);
  const told = new Set(problems.map(({ cell }) => cell));
  const examined = rows.map((row) => examineRow(actor, entry, row, columns, offices, known, told, deps));
  const faulty = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
  const added = rows.filter(({ row }, index) => examined[index]?.planned?.kind === 'add' && !faulty.has(row));
  const nameColumn = columns[entry.ledger.snapshot.definition.meanings.name] ?? 0;
  problems.push(...examined.flatMap((one) => one.problems), ...(await sameChildWarnings(actor, entry, added, nameColumn, deps)));
  problems.sort((a, b) => a.row - b.row || a.cell.length - b.cell.length || (a.cell < b.cell ? -1 : 1));
  const wrong = new Set(problems.filter(({ level }) => level === 'error').map(({ row }) => row));
  const sound = examined.filter((_, index) => !wrong.has(rows[index]?.row ?? 0));
  const planned = sound.flatMap(({ planned: one }) => (one ? [one] : []));
  const file = `import-${deps.draw()}`;
  const broken = problems.some(({ level }) => level === 'error');
  if (!broken) {
    const plan = Buffer.from(JSON.stringify(planned));
    await deps.store.files.put(
      { id: file, county: actor.county, of: `import ${id} ${actor.id}`, name: file, type: 'application/json', by: actor.id, at: deps.clock(), waits: true },
      plan,
    );
  }
  return {
    id: broken ? '' : file,
    rows: rows.length,
    adds: planned.filter(({ kind }) => kind === 'add').length,
    updates: planned.filter(({ kind }) => kind === 'update').length,
    unchanged: sound.length - planned.length,
    problems: problems.slice(0, 2000),
    sample: sound.flatMap(({ shown }) => (shown ? [shown] : [])).slice(0, 50),
  };
}

function examineRow(
  actor: Actor,
  entry: LedgerEntry,
  row: ImportRow,
  columns: Columns,
  offices: Office[],
  known: Map<string, StoredChild>,
  told: ReadonlySet<string>,
  deps: Deps,
): Examined {
  const { ledger } = entry;
  const { meanings } = ledger.snapshot.definition;
  const refused = (field: string, message: string): Examined => ({
    planned: null,
    shown: null,
    problems: [problemAt(row.row - 1, columns[field] ?? 0, 'error', message)],
  });
  const name = textOf(row.values, meanings.name);
  const number = textOf(row.values, meanings.idNumber);
  const child = number === '' ? undefined : known.get(number);
  const titled =
    row.office === ''
      ? actor.office.kind === 'school'
        ? actor.office
        : child && offices.find(({ id }) => id === child.office)
      : offices.find(({ title }) => title === row.office);
  if (!titled && !child)
    return refused(row.office === '' ? meanings.name : 'office', row.office === '' ? '要写明学校' : `没有叫“${row.office}”的学校，或不在您的范围内`);
  const text = (key: string, value: ChildValues[string]): string => {
    const field = ledger.fields.find((one) => one.key === key);
    return field ? valueText(ledger, field, value) : '';
  };
  const { [meanings.state]: state, ...values } = row.values;
  try {
    if (!child) {
      decideRegistration(ledger, titled as Office, values, today(deps), typeof state === 'string' ? state : undefined);
      const changes = Object.entries(values).map(([key, value]) => ({ title: titleOf(ledger.fields, key), before: '', after: text(key, value) }));
      return {
        planned: { row: row.row, office: (titled as Office).id, kind: 'add', values, ...(typeof state === 'string' ? { state } : {}) },
        problems: [],
        shown: { row: row.row, name, kind: 'add', changes },
      };
    }
    if (!seesOffice(actor, child)) return refused(meanings.idNumber ?? '', '这个身份证号是别的学校的学生，请用“转入”接收');
    if (row.office !== '' && titled?.id !== child.office) return refused(meanings.idNumber ?? '', '台账里这名学生在另一所学校，转学请记异动');
    if (typeof state === 'string' && state !== child.data[meanings.state]) return refused(meanings.state, '状态只能由异动改变');
    const fieldsSet = Object.fromEntries(Object.entries(values).filter(([key]) => ledger.fields.find((one) => one.key === key)?.field.set !== 'by-event'));
    const wanted: ChildChange[] = Object.entries(fieldsSet).map(([field, to]) => ({ field, to }));
    const { said } = decideCorrection(ledger, child, titled ?? actor.office, wanted, '', today(deps));
    const changed = Object.keys(said.sets);
    if (changed.length === 0) return { planned: null, problems: [], shown: null };
    return {
      planned: {
        row: row.row,
        office: child.office,
        kind: 'update',
        child: child._id,
        n: child.n,
        changes: wanted.filter(({ field }) => changed.includes(field)),
      },
      problems: [],
      shown: {
        row: row.row,
        name,
        kind: 'update',
        changes: changed.map((key) => ({
          title: titleOf(ledger.fields, key),
          before: text(key, child.data[key] ?? null),
          after: text(key, said.sets[key] ?? null),
        })),
      },
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.errors.map(({ path, message }) => ({
      own: path in columns,
      problem: problemAt(row.row - 1, columns[path] ?? columns[meanings.name] ?? 0, 'error', message),
    }));
    // What could not be read is not missing as well.
    return { planned: null, shown: null, problems: faults.flatMap(({ own, problem }) => (own && told.has(problem.cell) ? [] : [problem])) };
  }
}

/** Writes what was agreed to. A child changed meanwhile stops it before anything is written. @throws Problem NOT_FOUND, STALE, EXISTS */
export async function acceptImport(actor: Actor, id: string, plan: string, request: string, deps: Deps): Promise<ImportDone> {
  const entry = knownLedger(actor, id, deps);
  demand(entry.ledger.snapshot.definition, 'import', actor);
  const file = await deps.store.files.find(actor.county, plan);
  const gone = new Problem('NOT_FOUND', { detail: '这次导入已经办完或过期，请重新上传' });
  if (!file || file.of !== `import ${id} ${actor.id}`) throw gone;
  const planned = JSON.parse((await deps.store.files.read(plan)).toString()) as Planned[];
  const updates = planned.filter((one): one is Extract<Planned, { kind: 'update' }> => one.kind === 'update');
  const present = new Map(
    (
      await deps.store.children.byIds(
        actor.county,
        id,
        updates.map(({ child }) => child),
      )
    ).map((child) => [child._id, child]),
  );
  if (updates.some(({ child, n }) => present.get(child)?.n !== n)) throw new Problem('STALE', { detail: '有学生的记录在您查看之后被改过，请重新上传' });
  const { idNumber } = entry.ledger.snapshot.definition.meanings;
  const numbers = planned.flatMap((one) => (one.kind === 'add' ? [textOf(one.values, idNumber)] : [])).filter((number) => number !== '');
  if (idNumber && (await deps.store.children.byNumbers(actor.county, id, idNumber, numbers)).length > 0)
    throw new Problem('STALE', { detail: '有学生在您查看之后已由别人建档，请重新上传' });
  if (!(await deps.store.files.remove(plan))) throw gone;
  const offices = new Map((await deps.store.offices.ofCounty(actor.county)).map((office) => [office.id, office]));
  const added = await addAll(
    actor,
    entry,
    planned.filter((one): one is Extract<Planned, { kind: 'add' }> => one.kind === 'add'),
    offices,
    deps,
  );
  for (const { child: childId, changes, office } of updates) {
    const stored = await deps.store.children.find(actor.county, id, childId);
    if (!stored) continue;
    const child = await healChild(stored, deps);
    const decided = decideCorrection(entry.ledger, child, offices.get(office) as Office, changes, '导入表格', today(deps));
    if (Object.keys(decided.said.sets).length > 0) await writeChild({ actor, entry, child }, decided, deps);
  }
  await deps.store.audit.add({
    at: deps.clock(),
    county: actor.county,
    kind: 'import',
    user: actor.id,
    office: actor.office.id,
    what: `ledger ${id} +${added} ~${updates.length}`,
    request,
  });
  return { added, updated: updates.length };
}

async function addAll(
  actor: Actor,
  entry: LedgerEntry,
  adds: { office: string; values: ChildValues; state?: string }[],
  offices: Map<string, Office>,
  deps: Deps,
): Promise<number> {
  const at = deps.clock();
  const made = adds.map(({ office, values, state }): { child: StoredChild; event: ChildEvent } => {
    const decided: Decided = decideRegistration(entry.ledger, offices.get(office) as Office, values, today(deps), state);
    const begun = { _id: `${actor.county}-${deps.draw()}`, county: actor.county, ledger: entry.id, n: 0, hash: '', ...decided.place };
    const event = sealChildEvent(begun, entry.version, decided, doerOf(actor), at, deps.digest);
    const child = afterEvent(
      entry,
      { ...begun, version: entry.version, data: {}, place: '', search: [], createdAt: at, updatedAt: at, tail: null },
      decided,
      event,
    );
    return { child: { ...child, tail: null }, event };
  });
  await deps.store.childEvents.insertMany(made.map(({ event }) => event));
  await deps.store.children.insertMany(made.map(({ child }) => child));
  return made.length;
}

/** An empty workbook with the right heads. @throws Problem NOT_FOUND */
export async function importTemplate(actor: Actor, id: string, deps: Deps): Promise<{ bytes: Uint8Array; name: string }> {
  const { ledger } = knownLedger(actor, id, deps);
  const fields = ledger.fields.filter(({ field }) => field.set !== 'by-event');
  const list: SpreadsheetList = {
    title: `${ledger.title}导入`,
    columns: [
      { title: '学校', width: 40, type: 'text' },
      ...fields.map(({ title, field }) => ({ title, width: field.format ? 38 : 26, type: 'text' as const })),
    ],
    rows: [],
  };
  return { bytes: await deps.spreadsheets.list(list), name: `${ledger.title}导入模板` };
}

async function childrenByNumber(entry: LedgerEntry, rows: ImportRow[], deps: Deps): Promise<Map<string, StoredChild>> {
  const key = entry.ledger.snapshot.definition.meanings.idNumber;
  const known = new Map<string, StoredChild>();
  if (!key) return known;
  const numbers = [...new Set(rows.map(({ values }) => textOf(values, key)).filter((number) => number !== ''))];
  for (let at = 0; at < numbers.length; at += 1000)
    for (const child of await deps.store.children.byNumbers(entry.county, entry.id, key, numbers.slice(at, at + 1000)))
      known.set(textOf(child.data, key), child);
  return known;
}

const titleOf = (fields: { key: string; title: string }[], key: string): string => fields.find((one) => one.key === key)?.title ?? key;
