import { expect } from 'chai';
import { meaningFaults } from '../../server/domain/check-definition.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { namedOffices, namedOfficesText } from '../../server/domain/named-offices.js';
import type { Office } from '../../server/domain/office.js';
import { openForm } from '../../server/domain/open-form.js';
import { owesReport } from '../../server/domain/owes-report.js';
import { settingInWords } from '../../server/domain/setting-words.js';
import { formOf } from '../support/packs.js';

describe('a form filled in by offices picked one by one', () => {
  const { snapshot } = formOf('pingshun', 'monthly-monitoring');
  const askedOf = (ids: string[]) => ({ ...snapshot.definition, filledBy: namedOfficesText(ids) });

  it('is owed by these alone', () => {
    const form = openForm({ ...snapshot, definition: askedOf(['ps-s02', 'ps-s03']) });
    const owes = (id: string) => owesReport(form, { id, title: id, kind: 'school', stages: ['primary'] } as unknown as Office);
    expect(['ps-s01', 'ps-s02', 'ps-s03'].filter(owes)).to.deep.equal(['ps-s02', 'ps-s03']);
  });
  it('comes back from what was written, and is told from other conditions', () => {
    for (const ids of [[], ['a'], ['a-1', 'b-2']]) expect(namedOffices(namedOfficesText(ids))).to.deep.equal(ids);
    for (const text of ['', "office.kind == 'school'", "office.id in ['a'] && true", "!(office.id in ['a'])"]) expect(namedOffices(text)).to.equal(null);
  });
  it('is said in words, and is a fault while nobody is picked', () => {
    expect(settingInWords(askedOf(['a', 'b']) as unknown as JsonMap, ['filledBy'], namedOfficesText(['a', 'b']))).to.equal('“指定的 2 个单位”');
    const faults = meaningFaults(askedOf([]), { ...snapshot.lists, [snapshot.life.id]: snapshot.life });
    expect(faults.filter(({ path }) => path === 'filledBy').map(({ message }) => message)).to.deep.equal(['还没有选由哪些学校填']);
    expect(meaningFaults(askedOf(['a']), { ...snapshot.lists, [snapshot.life.id]: snapshot.life })).to.deep.equal([]);
  });
});
