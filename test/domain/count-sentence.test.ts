import { expect } from 'chai';
import fc from 'fast-check';
import { countSentence, countText } from '../../server/domain/count-sentence.js';
import { expressionFault, expressionPlace } from '../../server/domain/expression-places.js';
import type { ExpressionPlace } from '../../server/domain/rule-place.js';
import { contentsOf } from '../support/packs.js';

describe('count-sentence', () => {
  const contents = contentsOf('pingshun');
  const report = contents['monthly-monitoring'];
  if (report?.kind !== 'report') throw new Error('no report');
  const place = expressionPlace(report, contents, ['fill', 'grades.absent', 'where']) as ExpressionPlace;
  it('comes back from the condition it writes, which can be asked of the store', () => {
    const codes = fc.uniqueArray(fc.constantFrom('transferIn', 'suspend', 'dropOut', 'enrolled', 'suspected'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.record({ kinds: codes, was: codes, state: codes, inPeriod: fc.boolean() }), (sentence) => {
        const text = countText(sentence);
        fc.pre(text !== '');
        expect(countSentence(text)).to.deep.equal(sentence);
        expect(expressionFault(place, text)).to.equal(null);
      }),
    );
  });
  it('is found in every count the product brings', () => {
    for (const [target, { where }] of Object.entries(report.fill ?? {})) expect(countSentence(where), target).to.deep.include({ inPeriod: true });
    expect(countSentence(report.fill?.['grades.absent']?.where ?? '')).to.deep.equal({
      kinds: ['suspend', 'suspect', 'dropOut'],
      was: ['enrolled'],
      state: [],
      inPeriod: true,
    });
  });
  it('is not seen where something else is said', () => {
    for (const text of [
      "event.grade == 'g1'",
      "event.kind != 'transferIn'",
      "event.kind == 'a' || event.kind == 'b'",
      "event.kind == 'a' && event.kind == 'b'",
      'event.kind ==',
    ])
      expect(countSentence(text), text).to.equal(null);
  });
});
