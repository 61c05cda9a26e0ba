import { expect } from 'chai';
import fc from 'fast-check';
import { stillUnsent } from '../../client/report/kept-unsent.js';
import { changedPaths, joined, overlaid, type Touched, touch, withTouched } from '../../client/report/touched.js';
import { type RecordData, readCell } from '../../server/domain/record-data.js';
import type { ReportView } from '../../server/domain/views.js';

const path = fc.tuple(fc.constantFrom('g1', 'g2', 'g3'), fc.constantFrom('a', 'b')).map(([row, column]) => `t.${row}.${column}`);
const typed = fc.array(fc.tuple(path, fc.option(fc.integer({ min: 0, max: 4 }))), { maxLength: 12 });
const type = (seen: RecordData, keys: [string, number | null][]): Touched =>
  keys.reduce<Touched>((touched, [at, to]) => touch(touched, at, to, readCell(seen, at)), {});
const record = typed.map((keys) => withTouched({ t: {} }, type({ t: {} }, keys)));

describe('cells a person touched', () => {
  it('make of the data what was typed last', () => {
    fc.assert(
      fc.property(record, typed, (data, keys) => {
        const after = withTouched(data, type(data, keys));
        const last = new Map(keys);
        for (const [at, to] of last) expect(readCell(after, at)).to.equal(to);
        for (const at of changedPaths(data, after)) expect(last.has(at)).to.equal(true);
      }),
    );
  });

  it('joined say the same as one after the other', () => {
    fc.assert(
      fc.property(record, typed, typed, (data, one, two) => {
        const first = type(data, one);
        const between = withTouched(data, first);
        const second = type(between, two);
        expect(changedPaths(withTouched(data, joined(first, second)), withTouched(between, second))).to.deep.equal([]);
        expect(changedPaths(withTouched(data, overlaid(first, second)), withTouched(between, second))).to.deep.equal([]);
      }),
    );
  });

  it('differ from another picture by exactly the paths that are named', () => {
    fc.assert(
      fc.property(record, record, (before, after) => {
        const patched = changedPaths(before, after).reduce((data, at) => withTouched(data, { [at]: { from: null, to: readCell(after, at) } }), before);
        expect(changedPaths(patched, after)).to.deep.equal([]);
      }),
    );
  });

  it('name a line that is gone by its two keys', () => {
    const before: RecordData = {
      lines: [
        { id: 'l1', name: '甲' },
        { id: 'l2', name: '乙' },
      ],
    };
    expect(changedPaths(before, { lines: [{ id: 'l2', name: '丙' }] })).to.deep.equal(['lines.l1', 'lines.l2.name']);
  });

  it('are offered again after a crash only where the server does not have them', () => {
    const view = { definition: { version: 2 }, data: { t: { g1: { a: 1 } } }, reasons: { w: '已说明' } } as unknown as ReportView;
    const kept = { version: 2, at: '', touched: { 't.g1.a': { from: null, to: 1 }, 't.g2.a': { from: null, to: 5 } }, reasons: { w: '已说明' } };
    expect(stillUnsent(kept, view)).to.deep.equal({ touched: { 't.g2.a': { from: null, to: 5 } }, reasons: {} });
    expect(stillUnsent({ ...kept, touched: { 't.g1.a': { from: null, to: 1 } } }, view)).to.equal(null);
    expect(stillUnsent({ ...kept, version: 1 }, view), 'another version of the form').to.equal(null);
    expect(stillUnsent(null, view)).to.equal(null);
  });
});
