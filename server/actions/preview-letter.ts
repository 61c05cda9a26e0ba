// The very pages a draft of a letter would make, for children that do not exist.
import type { Deps } from '../deps.js';
import { childFacts } from '../domain/child.js';
import { childName, composeLetter, letterValues, type SaidLetter, serialText, seriesOf } from '../domain/compose-letter.js';
import type { DraftEdit, LetterFilesView } from '../domain/definition-views.js';
import { householdOf } from '../domain/household.js';
import { ledgerSnapshotOf } from '../domain/ledger-snapshot.js';
import type { ChildValues } from '../domain/ledger-views.js';
import { letterSnapshotOf } from '../domain/letter-snapshot.js';
import type { Actor, Office } from '../domain/office.js';
import { type Ledger, openLedger } from '../domain/open-ledger.js';
import { type Letter, openLetter } from '../domain/open-letter.js';
import { dateOf } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import { type SampleKind, sampleChild } from '../domain/sample-child.js';
import { checkOwnLayer } from './check-definition.js';
import { contentsInUse, findOrBegin } from './find-definition.js';
import { editedOwn } from './save-definition-draft.js';

export type LetterPreviewCall = Pick<DraftEdit, 'change' | 'definition'> & { samples: SampleKind[] };

/**
 * One sheet for each sample, marked 样张, with the first number of the year. Nothing is kept.
 * @returns the document's HTML. @throws Problem NOT_FOUND, BAD_DEFINITION (every fault), BAD_REQUEST where it is no letter
 */
export async function previewLetterDraft(actor: Actor, id: string, call: LetterPreviewCall, deps: Deps): Promise<{ html: string; title: string }> {
  const { letter, open } = await draftLetter(actor, id, call, deps);
  const schools = (await deps.store.offices.ofCounty(actor.county)).filter(({ kind }) => kind === 'school');
  const day = dateOf(deps.clock());
  const said = call.samples.map((kind): SaidLetter => {
    const data = sampleChild(open, kind, day);
    const places = {
      household: { names: householdFor(open, data) },
      school: { title: schoolFor(schools, kind) },
      office: { title: deps.places.bureauOf(actor.county) },
      county: { title: deps.places.titleOf(actor.county), bureau: deps.places.bureauOf(actor.county) },
    };
    const values = letterValues(letter, open, { data }, places, askedFor(letter, kind, day), day);
    const reader = { day, facts: kind === 'all' ? null : childFacts(open, data) };
    return composeLetter(letter, values, reader, serialText(letter, { year: seriesOf(letter, day, '').year, day, school: places.school.title }, 1), '样张');
  });
  const { style, bodies } = await deps.templates.draw(letter.snapshot.page, said);
  const sheets = bodies.map((body) => ({ body }));
  return { html: deps.letterPaper.document(letter.title, style, sheets, '样张'), title: letter.title };
}

/** A letter as it is being changed, over the ledger in force. @throws Problem NOT_FOUND, BAD_DEFINITION (every fault), BAD_REQUEST where it is no letter */
export async function draftLetter(
  actor: Actor,
  id: string,
  edit: Pick<DraftEdit, 'change' | 'definition'>,
  deps: Deps,
): Promise<{ letter: Letter; open: Ledger }> {
  const found = await findOrBegin(actor, id, deps);
  const own = edit.change || edit.definition ? editedOwn(found, edit) : found.own;
  const { content, faults, contents } = await checkOwnLayer(actor, found, own, deps);
  if (!content || faults.length > 0) throw new Problem('BAD_DEFINITION', { errors: faults });
  if (content.kind !== 'letter') throw new Problem('BAD_REQUEST', { detail: '这不是信函' });
  const ledger = contents[content.of];
  const { snapshot } = letterSnapshotOf(content, contents, deps.letterTemplates);
  const frozen = ledger?.kind === 'ledger' ? ledgerSnapshotOf(ledger, contents).snapshot : null;
  if (ledger?.kind !== 'ledger' || !snapshot || !frozen) throw new Problem('NOT_FOUND');
  return { letter: openLetter(snapshot, ledger), open: openLedger(frozen) };
}

/** A second child of the household, so that one sees how two stand. */
const householdFor = (ledger: Ledger, data: ChildValues): string =>
  [childName(ledger, { data }), ...(householdOf(ledger, { data }) === '' ? [] : ['李小红'])].join('、');

function schoolFor(schools: Office[], kind: SampleKind): string {
  const titles = schools.map(({ title }) => title);
  return (kind === 'longest' ? [...titles].sort((a, b) => b.length - a.length)[0] : titles[0]) ?? '';
}

/** What whoever issues would type. */
function askedFor(letter: Letter, kind: SampleKind, day: string): { [key: string]: string } {
  return Object.fromEntries(
    letter.asked.map(({ key, type, title, default: proposed, required, maxLength }) => {
      if (kind === 'missing' && !required) return [key, ''];
      if (type === 'date' || type === 'han-date') return [key, day];
      if (kind === 'longest') return [key, `${title}填得很长的时候`.repeat(40).slice(0, maxLength ?? 40)];
      return [key, proposed || `〔${title}〕`];
    }),
  );
}

/** What a letter can be made of: the product's own pages, and the laws in force with their texts. */
export async function letterFiles(actor: Actor, deps: Deps): Promise<LetterFilesView> {
  const contents = await contentsInUse(actor.county, deps);
  return {
    templates: Object.entries(deps.letterTemplates).map(([file, text]) => ({ file, text })),
    laws: Object.values(contents).flatMap((one) => (one.kind === 'clause' ? [one] : [])),
  };
}
