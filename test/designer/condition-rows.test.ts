// Conditions chosen from lists are sentences of the language, and come back as they were chosen.
import { expect } from 'chai';
import { conditionRows, conditionText } from '../../client/designer/conditions/condition-rows.js';
import { expressionFault, expressionPlace } from '../../server/domain/expression-places.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { sampleLedgerOf } from '../support/ledgers.js';

const { ledger } = sampleLedgerOf('pingshun');
const definition = ledger.snapshot.definition;
const fields = {
  ...definition.schema.properties,
  boards: { type: 'boolean' as const, title: '寄宿' },
  distance: { type: 'integer' as const, title: '离校里程' },
};
const whole = { ...definition, schema: { properties: fields }, views: { one: { title: '分册', where: '' } } };

describe('conditions on children, chosen from lists', () => {
  const said = [
    "child.state in ['enrolled', 'suspended']",
    "!(child.grade in ['g1'])",
    "('orphan' in child.tags || 'disabled' in child.tags)",
    "!('orphan' in child.tags)",
    "child.village in ['向阳村']",
    "child.guardian != ''",
    "child.phone == ''",
    'child.boards',
    '!child.boards',
    'has(child.born)',
    "child.born >= '2020-09-01' && child.born <= '2021-08-31'",
    'child.distance >= 3',
    "child.state in ['enrolled'] && child.born <= '2021-08-31' && !child.boards",
  ];
  for (const text of said)
    it(text, () => {
      const rows = conditionRows(text, fields);
      expect(rows).to.not.equal(null);
      expect(conditionText(rows ?? [], fields)).to.equal(text);
      const place = expressionPlace(whole, { ...ledger.snapshot.lists, children: whole as LayeredDefinition }, ['views', 'one', 'where']);
      expect(place && expressionFault(place, text)).to.equal(null);
    });
  it('reads what was written by hand where it means the same, and leaves the rest a formula', () => {
    expect(conditionRows("child.state == 'dropped'", fields)).to.deep.equal([{ field: 'state', how: 'is', values: ['dropped'] }]);
    for (const text of ["child.state == 'a' || child.grade == 'g1'", "age(child.born, '2026-09-01') > 6", 'child.nobody', "child.state in ['a'] &&"])
      expect(conditionRows(text, fields), text).to.equal(null);
  });
  it('holds days against the day on which it is asked, where that has a name', () => {
    for (const [text, how] of [
      ['child.born <= today', 'come'],
      ['child.born > today', 'ahead'],
    ] as const) {
      expect(conditionRows(text, fields, 'today')).to.deep.equal([{ field: 'born', how, values: [] }]);
      expect(conditionText([{ field: 'born', how, values: [] }], fields, 'today')).to.equal(text);
      expect(conditionRows(text, fields, 'date'), text).to.equal(null);
      expect(conditionRows(text, fields), text).to.equal(null);
    }
  });
  it('says nothing of what is not chosen to the end, and cannot be broken out of', () => {
    expect(conditionText([{ field: 'state', how: 'is', values: [] }], fields)).to.equal('');
    expect(conditionText([{ field: 'village', how: 'is', values: ["a'] || true || ['"] }], fields)).to.equal("child.village in ['a] || true || [']");
  });
});
