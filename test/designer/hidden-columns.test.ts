import { expect } from 'chai';
import { setAt } from '../../client/designer/edit-tree.js';
import { hiddenIn } from '../../client/designer/formulas/rule-places.js';
import type { ReportDefinition } from '../../server/domain/definition.generated.js';
import { contentsOf } from '../support/packs.js';

describe('rules that read what is not shown any more', () => {
  const report = contentsOf('pingshun')['monthly-monitoring'] as ReportDefinition;
  const without = setAt(report, ['schema', 'properties', 'grades', 'each', 'properties', 'other', 'hidden'], true);
  it('are found by every way of reading a column, and by no other', () => {
    const balance = report.checks?.balance?.that ?? '';
    expect(hiddenIn(report, 'grades', balance)).to.deep.equal([]);
    expect(hiddenIn(without, 'grades', balance)).to.deep.equal(['其他']);
    expect(hiddenIn(without, undefined, "sum(rows.grades, 'other') > 0")).to.deep.equal(['其他']);
    expect(hiddenIn(without, undefined, "previous('grades.other') > 0")).to.deep.equal(['其他']);
    expect(hiddenIn(without, 'grades', "row.otherwise == 0 && row.remark != 'others'")).to.deep.equal([]);
  });
});
