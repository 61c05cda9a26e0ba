// Reports and sums laid out as their sheets of paper, with what is printed around them.
import type { Deps } from '../deps.js';
import { notBegun, stateOf } from '../domain/life.js';
import { type Actor, officeFacts } from '../domain/office.js';
import { dateOf, periodTitle } from '../domain/period.js';
import type { Sheet } from '../domain/sheet.js';
import { tableOfGroups } from '../domain/sheet-of-groups.js';
import { sheetOfRecord } from '../domain/sheet-of-record.js';
import { sumHead, sumTitle } from '../domain/sum-head.js';
import { type FoundReport, findReport, type ReportPlace } from './find-report.js';
import { knownForm } from './known-form.js';
import { type SumQuestion, showSum } from './show-sum.js';

/** A sheet and what its file is called, without an ending. */
export type NamedSheet = { sheet: Sheet; name: string };

/** @throws Problem NOT_FOUND, BAD_PERIOD */
export async function sheetOfReport(actor: Actor, place: ReportPlace, deps: Deps): Promise<NamedSheet & { found: FoundReport }> {
  const found = await findReport(actor, place, deps);
  const { entry, office, report, stored } = found;
  const state = stored ? stateOf(entry.form.snapshot.life, report.state) : { ...notBegun, handedIn: false, final: false };
  const title = periodTitle(report.period, entry.form.snapshot.definition.period);
  const sheet = sheetOfRecord(entry.form, report.data, {
    office: officeFacts(office),
    county: deps.places.titleOf(actor.county),
    period: { key: report.period, title },
    filler: report.draft?.byName ?? '',
    footer: `${state.title}　表单第 ${entry.version} 版　${dateOf(deps.clock())} 打印`,
    mark: state.final ? '' : state.handedIn ? state.title : '草稿',
  });
  return { sheet, name: `${office.title} ${title} ${entry.form.snapshot.definition.title}`, found };
}

/** `groups` lays the sum out by center school, township, county or school; without it the sum stands in the form itself. */
export type SumPaper = SumQuestion & { face?: 'groups' };

/** The sum on its sheet, headed by whoever sums. @throws Problem NOT_FOUND, BAD_PERIOD, BUSY */
export async function sheetOfSum(actor: Actor, { face, ...asked }: SumPaper, deps: Deps): Promise<NamedSheet> {
  const sum = await showSum(actor, asked, deps);
  const { form } = knownForm(actor, asked.definition, deps);
  const { period, counts } = sum;
  const title = sum.within?.title ?? deps.places.bureauOf(actor.county);
  const formulas = Object.entries(sum.total.formulas).map(([key, text]) => `${form.formulas.find((formula) => formula.key === key)?.title ?? key} ${text}`);
  const sheet = sheetOfRecord(form, sum.total.data, {
    office: { id: '', title, kind: actor.office.kind, stages: [] },
    county: deps.places.titleOf(actor.county),
    period: { key: period.key, title: period.title },
    filler: '',
    footer: `汇总：应报 ${counts.asked}　已报 ${counts.handedIn}　已通过 ${counts.accepted}　${formulas.join('　')}　${dateOf(deps.clock())} 打印`,
    mark: sum.provisional ? '汇总未齐' : '',
    everyRow: true,
  });
  const head = sumHead(sheet, title, period.title);
  // A workbook shows no words across the page: what is not final is said in a line as well.
  const open = `暂定数，应报 ${counts.asked} 所，已报 ${counts.handedIn} 所，通过 ${counts.accepted} 所，全部通过后数字才定。`;
  const notes = [...sheet.notes, ...(sum.provisional ? [open] : [])];
  const table = face === 'groups' ? tableOfGroups(form, sum) : null;
  const grouped = table ? { tables: [table], fields: [], paper: { ...sheet.paper, landscape: sheet.paper.landscape || table.columns.length > 8 } } : {};
  const by = table ? `（按${table.columns[0]?.title}）` : '';
  return { sheet: { ...sheet, ...head, notes, ...grouped }, name: `${title} ${period.title} ${sumTitle(form.snapshot.definition.title)}${by}` };
}
