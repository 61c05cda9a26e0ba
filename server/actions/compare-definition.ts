// What differs between two versions of a definition, and what publishing the draft would mean.
import type { Deps } from '../deps.js';
import { compareDefinitions, type DefinitionChange } from '../domain/definition-changes.js';
import type { ComparisonView, ConsequencesView, FormConsequence } from '../domain/definition-views.js';
import { foldPlace, formOf } from '../domain/fold-packs.js';
import type { FormSnapshot } from '../domain/form-snapshot.js';
import type { LayeredDefinition } from '../domain/layers.js';
import type { JsonMap } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { type Form, openForm } from '../domain/open-form.js';
import { Problem } from '../domain/problem.js';
import { sumsTouched } from '../domain/sums-touched.js';
import { checkOwnLayer, dependents } from './check-definition.js';
import { belowOwn, contentsInUse, type FoundDefinition, findDefinition, withoutSchema } from './find-definition.js';

/** A number is a published version; `draft` the present draft, or else the last version; `below` what the files alone say. */
export type Which = string;
type Frozen = { definition: LayeredDefinition; lists: { [id: string]: LayeredDefinition }; life: LayeredDefinition | null };

/** @throws Problem NOT_FOUND, BAD_DEFINITION when the draft says nothing that could be compared */
export async function compareVersions(actor: Actor, id: string, from: Which, to: Which, deps: Deps): Promise<ComparisonView> {
  const found = await findDefinition(actor, id, deps);
  const [before, after] = await Promise.all([frozenAt(actor, found, from, deps), frozenAt(actor, found, to, deps)]);
  return {
    changes: compareFrozen(before, after),
    before: withoutSchema(before.definition as unknown as JsonMap),
    after: withoutSchema(after.definition as unknown as JsonMap),
  };
}

/** A form with the lists and the life it freezes; each part in its own words. */
export function compareFrozen(before: Frozen, after: Frozen): DefinitionChange[] {
  const ids = [...new Set([...Object.keys(before.lists), ...Object.keys(after.lists)])];
  return [
    ...compareDefinitions(before.definition, after.definition),
    ...ids.flatMap((id) => (before.lists[id] && after.lists[id] ? compareDefinitions(before.lists[id], after.lists[id]) : [])),
    ...(before.life && after.life && before.life.id === after.life.id ? compareDefinitions(before.life, after.life) : []),
  ];
}

/** What publishing the draft would change, in words. @throws Problem NOT_FOUND */
export async function consequencesOf(actor: Actor, id: string, deps: Deps): Promise<ConsequencesView> {
  const found = await findDefinition(actor, id, deps);
  const { content, faults, contents } = await checkOwnLayer(actor, found, found.own, deps);
  const changes = content && faults.length === 0 ? compareDefinitions(found.last?.snapshot.definition ?? null, content) : [];
  const forms = faults.length > 0 || !content ? [] : await changedForms(actor, id, content, contents, deps);
  return { faults, changes, forms };
}

/** The forms a draft would give a new version, before and after. `before` is null for a new form. */
export async function formsInQuestion(
  actor: Actor,
  id: string,
  content: LayeredDefinition,
  contents: { [id: string]: LayeredDefinition },
  deps: Deps,
): Promise<{ before: Form | null; after: Form | null; id: string; version: number; title: string }[]> {
  const reports = [...(content.kind === 'report' ? [content] : []), ...dependents(id, contents)];
  return reports.map((report) => {
    const entry = deps.forms.current(actor.county, report.id);
    const { snapshot } = report.hidden ? { snapshot: null } : formOf(report, contents);
    return { id: report.id, title: report.title, version: entry?.version ?? 0, before: entry?.form ?? null, after: snapshot && openForm(snapshot) };
  });
}

async function changedForms(
  actor: Actor,
  id: string,
  content: LayeredDefinition,
  contents: { [id: string]: LayeredDefinition },
  deps: Deps,
): Promise<FormConsequence[]> {
  const place = deps.layers.get(actor.county);
  const shared = place
    ? foldPlace({
        ...place,
        stacks: new Map([...place.stacks].map(([key, stack]) => [key, { ...stack, changes: stack.changes.filter(({ layer }) => layer.kind !== 'county') }])),
      }).forms
    : [];
  return (await formsInQuestion(actor, id, content, contents, deps)).flatMap(({ id: form, title, version, before, after }): FormConsequence[] => {
    const changes = compareForms(before?.snapshot ?? null, after?.snapshot ?? null);
    const common = shared.find((one) => one.snapshot.definition.id === form)?.snapshot;
    return changes.length > 0 ? [{ id: form, title, version, changes, sums: sumsTouched(common ? openForm(common) : null, before, after) }] : [];
  });
}

function compareForms(before: FormSnapshot | null, after: FormSnapshot | null): DefinitionChange[] {
  if (before && after) return compareFrozen(before, after);
  return compareDefinitions(before?.definition ?? null, after?.definition ?? (before ? { ...before.definition, hidden: true } : null));
}

async function frozenAt(actor: Actor, found: FoundDefinition, which: Which, deps: Deps): Promise<Frozen> {
  if (which === 'draft' || which === 'below') {
    const contents = await contentsInUse(actor.county, deps);
    const content = which === 'draft' ? await soundDraft(actor, found, deps) : (belowOwn(found.files) as unknown as LayeredDefinition);
    if (!content.kind) throw new Problem('NOT_FOUND');
    const form = content.kind === 'report' ? formOf(content, contents).snapshot : null;
    return form ?? { definition: content, lists: {}, life: null };
  }
  const published = await deps.store.definitions.find(actor.county, found.id, Number(which));
  if (!published) throw new Problem('NOT_FOUND');
  return 'schema' in published.snapshot ? published.snapshot : { definition: published.snapshot.definition, lists: {}, life: null };
}

async function soundDraft(actor: Actor, found: FoundDefinition, deps: Deps): Promise<LayeredDefinition> {
  const { content, faults } = await checkOwnLayer(actor, found, found.own, deps);
  if (!content || faults.length > 0) throw new Problem('BAD_DEFINITION', { errors: faults });
  return content;
}
