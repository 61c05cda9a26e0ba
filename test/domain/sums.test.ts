import { expect } from 'chai';
import type { ReportDefinition, Table } from '../../server/domain/definition.generated.js';
import { openForm } from '../../server/domain/open-form.js';
import { addedPaths, addUp } from '../../server/domain/sums.js';
import { formOf } from '../support/packs.js';

describe('sums', () => {
  it('adds what is filled in and leaves blank what nobody filled in', () => {
    const form = formOf('pingshun');
    const total = addUp(form, [{ grades: { g1: { thisMonth: 3, absent: 1 } } }, { grades: { g1: { thisMonth: 4 }, g2: { thisMonth: 5 } } }]);
    expect(total).to.deep.equal({ grades: { g1: { thisMonth: 7, absent: 1 }, g2: { thisMonth: 5 } } });
  });
  it('keeps the sums of a column that was hidden later, without showing it', () => {
    const { snapshot } = formOf('suiyang');
    const definition = structuredClone(snapshot.definition) as ReportDefinition;
    const column = (definition.schema.properties.grades as Table).each.properties.sy_suspected;
    if (!column) throw new Error('睢阳 has no column of its own');
    column.hidden = true;
    const form = openForm({ ...snapshot, definition });
    expect(addedPaths(form)).to.not.include('grades.g1.sy_suspected');
    expect(addUp(form, [{ grades: { g1: { absent: 2, sy_suspected: 1 } } }, { grades: { g1: { absent: 1, sy_suspected: 1 } } }])).to.deep.equal({
      grades: { g1: { absent: 3, sy_suspected: 2 } },
    });
  });
});
