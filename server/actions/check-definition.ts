// Whether a definition would hold as it is: every fault at once, each with its place and a Chinese sentence.
import type { Deps } from '../deps.js';
import { foldLedgers } from '../domain/fold-ledgers.js';
import { formOf } from '../domain/fold-packs.js';
import { emptyStack, type LayeredDefinition, type Stack } from '../domain/layers.js';
import { forgottenFaults } from '../domain/ledger-memory.js';
import type { Actor } from '../domain/office.js';
import type { Fault } from '../domain/problem.js';
import { contentsInUse, effective, type FoundDefinition, type OwnLayer } from './find-definition.js';
import { pageFaults } from './judge-letters.js';

export type CheckedDefinition = { content: LayeredDefinition | null; faults: Fault[]; contents: { [id: string]: LayeredDefinition } };

/** Layers, language, formulas, and the forms of the county that use it. `contents` are all definitions with this one in place. */
export async function checkOwnLayer(actor: Actor, found: FoundDefinition, own: OwnLayer, deps: Deps): Promise<CheckedDefinition> {
  const { content, faults: broken } = effective(found, own);
  const inUse = await contentsInUse(actor.county, deps);
  const faults: Fault[] = broken.map(({ path, message }) => ({ path: path.replace(/^patch\./, ''), message }));
  if (!content) return { content, faults: [...faults, { path: '', message: '定义是空的' }], contents: inUse };
  const contents = { ...inUse, [found.id]: content };
  if (content.id !== found.id) faults.push({ path: 'id', message: `id 应为“${found.id}”` });
  faults.push(...(await deps.checkDefinition(content, contents)));
  if (faults.length === 0)
    faults.push(
      ...dependents(found.id, contents).flatMap((form) =>
        formOf(form, contents).faults.map((fault) => ({ path: fault.path, message: `报表“${form.title}”会出错：${fault.message}` })),
      ),
    );
  if (content.kind === 'ledger') faults.push(...forgottenFaults(found.last?.snapshot.definition, content));
  if (faults.length === 0) faults.push(...(await ledgerFaults(actor.county, found.id, contents, deps)));
  return { content, faults: unique(faults), contents };
}

/** Ledgers, letters with their pages, and what reports take from them, of the whole county: they name each other. */
async function ledgerFaults(county: string, id: string, contents: CheckedDefinition['contents'], deps: Deps): Promise<Fault[]> {
  // The file of a fault says which definition it is in.
  const stackOf = (file: string) => ({ ...emptyStack, root: { file } as Stack['root'] });
  const definitions = Object.fromEntries(Object.entries(contents).map(([key, content]) => [key, { content, stack: stackOf(key) }]));
  const { letters, faults } = foldLedgers(definitions, deps.letterTemplates);
  for (const snapshot of faults.length > 0 ? [] : letters) {
    const ledger = contents[snapshot.definition.of];
    if (ledger?.kind !== 'ledger') continue;
    const found = await pageFaults(county, snapshot, ledger, deps);
    faults.push(...found.map((fault) => ({ file: snapshot.definition.id, ...fault })));
  }
  return faults.map(({ file, path, message }) =>
    file === id ? { path, message } : { path: '', message: `“${contents[file]?.title ?? file}”会出错：${message}` },
  );
}

/** Other reports of the county that name this list or life. */
export function dependents(id: string, contents: { [id: string]: LayeredDefinition }) {
  return Object.values(contents).flatMap((one) =>
    one.kind === 'report' && one.id !== id && !one.hidden && JSON.stringify(one).includes(JSON.stringify(id)) ? [one] : [],
  );
}

const unique = (faults: Fault[]): Fault[] => [...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values()];
