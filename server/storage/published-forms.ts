// The published forms, opened and in memory: they never change, so a process reads each once.
import { type Form, openForm } from '../domain/open-form.js';
import { type PublishedForm, parseSnapshot } from './definitions.js';

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
  constructor(published: PublishedForm[], inUse: Set<string>) {
    for (const one of [...published].sort((a, b) => a.version - b.version)) {
      const entry: FormEntry = {
        county: one.county,
        id: one.id,
        version: one.version,
        form: openForm(parseSnapshot(one)),
        origin: one.origin,
        assumed: JSON.parse(one.assumed),
      };
      this.entries.set(`${one.county}:${one.id}:${one.version}`, entry);
      if (!inUse.has(`${one.county}:${one.id}`)) continue;
      if (!this.latest.has(one.county)) this.latest.set(one.county, new Map());
      this.latest.get(one.county)?.set(one.id, entry);
    }
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
