import { expect } from 'chai';
import { carriedValues } from '../../server/domain/carry.js';
import type { ReportDefinition } from '../../server/domain/definition.generated.js';
import { filledValues, ledgersOf } from '../../server/domain/fill.js';
import { openForm } from '../../server/domain/open-form.js';
import { formOf } from '../support/packs.js';

describe('record-sources', () => {
  const form = formOf('pingshun');
  const office = { id: 'ps-1', title: '某校', kind: 'school', stages: ['primary'] };
  const before = { grades: { g1: { thisMonth: 12 }, g2: { thisMonth: 9 } } };
  const without = (change: Partial<ReportDefinition>) => openForm({ ...form.snapshot, definition: { ...form.snapshot.definition, ...change } });
  const hiddenOf = <T extends object>(map: { [key: string]: T } | undefined) =>
    Object.fromEntries(Object.entries(map ?? {}).map(([key, one]) => [key, { ...one, hidden: true }]));

  it('carries and counts what is in use, and nothing that was put out of use', () => {
    expect(carriedValues(form, office, '2026-11', before)).to.include({ 'grades.g1.lastMonth': 12, 'grades.g2.lastMonth': 9 });
    expect(ledgersOf(form)).to.deep.equal(['children']);
    const { carry, fill } = form.snapshot.definition;
    expect(carriedValues(without({ carry: hiddenOf(carry) }), office, '2026-11', before)).to.deep.equal({});
    const uncounted = without({ fill: hiddenOf(fill) });
    expect(ledgersOf(uncounted)).to.deep.equal([]);
    const period = { key: '2026-11', title: '', from: '2026-11-01', to: '2026-11-30' };
    expect(filledValues(uncounted, [], office, period, () => ['g1'])).to.deep.equal({});
    expect(Object.keys(filledValues(form, [], office, period, () => ['g1']))).to.include('grades.g1.transferIn');
  });
});
