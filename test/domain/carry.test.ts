import { expect } from 'chai';
import { carriedValues, withCarried } from '../../server/domain/carry.js';
import { openForm } from '../../server/domain/open-form.js';
import { formOf } from '../support/packs.js';

const office = (stages: string[]) => ({ id: 'x', title: '某校', kind: 'school', stages });
const june = { grades: Object.fromEntries(['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9'].map((grade, index) => [grade, { thisMonth: 10 + index }])) };

describe('carry', () => {
  const form = formOf('pingshun');
  it('takes this month of the report before as last month of the next', () => {
    expect(carriedValues(form, office(['junior']), '2026-10', june)).to.deep.equal({
      'grades.g7.lastMonth': 16,
      'grades.g8.lastMonth': 17,
      'grades.g9.lastMonth': 18,
    });
  });
  it('moves every child up a grade in September; grades 1 and 7 start from admissions', () => {
    expect(carriedValues(form, office(['primary', 'junior']), '2026-09', june)).to.deep.equal({
      'grades.g2.lastMonth': 10,
      'grades.g3.lastMonth': 11,
      'grades.g4.lastMonth': 12,
      'grades.g5.lastMonth': 13,
      'grades.g6.lastMonth': 14,
      'grades.g8.lastMonth': 16,
      'grades.g9.lastMonth': 17,
    });
  });
  it('carries nothing without an accepted report, and never over a typed number', () => {
    expect(carriedValues(form, office(['primary']), '2026-10', null)).to.deep.equal({});
    expect(withCarried({ grades: { g2: { lastMonth: 3 } } }, { 'grades.g2.lastMonth': 9, 'grades.g3.lastMonth': 4 })).to.deep.equal({
      grades: { g2: { lastMonth: 3 }, g3: { lastMonth: 4 } },
    });
  });
  it('lets a county take grade 7 of a nine-year school from its own grade 6, and that of a junior school from admissions', () => {
    const { snapshot } = form;
    const definition = structuredClone(snapshot.definition);
    (definition.carry as { [target: string]: { entry?: object } })['grades.lastMonth'] = {
      ...definition.carry?.['grades.lastMonth'],
      entry: { g1: true, g7: "!('primary' in office.stages)" },
    };
    const county = openForm({ ...snapshot, definition });
    const september = (stages: string[]) => Object.keys(carriedValues(county, office(stages), '2026-09', june)).map((path) => path.split('.')[1]);
    expect(september(['primary', 'junior'])).to.deep.equal(['g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9']);
    expect(september(['junior'])).to.deep.equal(['g8', 'g9']);
    expect(september(['primary'])).to.deep.equal(['g2', 'g3', 'g4', 'g5', 'g6']);
    expect(carriedValues(county, office(['primary', 'junior']), '2026-09', june)['grades.g7.lastMonth']).to.equal(15);
    expect(carriedValues(county, office(['junior']), '2026-10', june)['grades.g7.lastMonth']).to.equal(16);
  });
});
