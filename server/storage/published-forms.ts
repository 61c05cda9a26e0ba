// The published forms, opened and in memory: they never change, so a process reads each once.
import { type Form, openForm } from '../domain/open-form.js';
import { formSnapshot, type PublishedDefinition } from './definitions.js';

export type FormEntry = {
  county: string;
  id: string;
  version: number;
  form: Form;
  origin: 'base' | 'county' | 'overlay';
  /** What the overlay assumed without a document, by place. */
  assumed: Record<string, string>;
};

/** Forms of every county (and city) by version. */
export class PublishedForms {
  private readonly entries = new Map<string, FormEntry>();
  private readonly latest = new Map<string, Map<string, FormEntry>>();

  /** @param inUse `county:id` of forms whose files are still there; others only keep their old records readable. */
  constructor(published: PublishedDefinition[], inUse: Set<string>) {
    for (const one of [...published].sort((a, b) => a.version - b.version)) this.add(one, inUse.has(`${one.county}:${one.id}`));
  }

  /** A version published while the product runs. A retired form is opened for its old records only. */
  add(published: PublishedDefinition, inUse = true): void {
    if (!('schema' in published.snapshot)) return;
    const { county, id, version, origin } = published;
    const entry: FormEntry = { county, id, version, form: openForm(formSnapshot(published)), origin, assumed: published.assumed };
    this.entries.set(`${county}:${id}:${version}`, entry);
    if (!this.latest.has(county)) this.latest.set(county, new Map());
    if (inUse && !entry.form.snapshot.definition.hidden) this.latest.get(county)?.set(id, entry);
    else this.latest.get(county)?.delete(id);
  }

  /** Current version of each form a county uses. */
  list(county: string): FormEntry[] {
    return [...(this.latest.get(county)?.values() ?? [])];
  }

  current(county: string, id: string): FormEntry | null {
    return this.latest.get(county)?.get(id) ?? null;
  }

  at(county: string, id: string, version: number): FormEntry | null {
    return this.entries.get(`${county}:${id}:${version}`) ?? null;
  }
}
