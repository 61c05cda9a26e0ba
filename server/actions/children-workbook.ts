import type { Deps, SpreadsheetList } from '../deps.js';
import { valueText } from '../domain/child.js';
import { seesInFull } from '../domain/ledger-permissions.js';
import type { ChildFilter } from '../domain/ledger-views.js';
import { masked } from '../domain/mask.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { demand, knownLedger } from './find-child.js';
import { storeFilter } from './list-children.js';

/** Most rows of one workbook. */
const most = 50_000;

/** The list as a workbook, masked as on screen; who took it out is logged. @throws Problem NOT_FOUND, FORBIDDEN, BAD_REQUEST */
export async function childrenWorkbook(
  actor: Actor,
  id: string,
  filter: ChildFilter,
  request: string,
  deps: Deps,
): Promise<{ bytes: Uint8Array; name: string }> {
  const entry = knownLedger(actor, id, deps);
  const { ledger } = entry;
  const { definition } = ledger.snapshot;
  demand(definition, 'export', actor);
  const found = await deps.store.children.list(actor.county, id, await storeFilter(actor, entry, filter, deps), { key: null, down: false }, 0, most + 1);
  if (found.length > most) throw new Problem('BAD_REQUEST', { detail: `超过 ${most} 人，一个 Excel 文件放不下，请先按学校或条件筛选` });
  const titles = new Map((await deps.store.offices.ofCounty(actor.county)).map((office) => [office.id, office.title]));
  const list: SpreadsheetList = {
    title: ledger.title,
    columns: [
      { title: '学校', width: 40, type: 'text' },
      ...ledger.fields.map((field) => ({ title: field.title, width: field.field.format ? 38 : 26, type: 'text' as const })),
    ],
    rows: found.map((child) => [
      titles.get(child.office) ?? '',
      ...ledger.fields.map((field) => {
        const text = valueText(ledger, field, child.data[field.key]);
        return field.privacy && !seesInFull(definition, field.key, actor.role, 'list') ? masked(field.privacy.mask, text) : text;
      }),
    ]),
  };
  await deps.store.audit.add({
    at: deps.clock(),
    county: actor.county,
    kind: 'export',
    user: actor.id,
    office: actor.office.id,
    what: `ledger ${id} ${found.length}`,
    request,
  });
  return { bytes: await deps.spreadsheets.list(list), name: ledger.title };
}
