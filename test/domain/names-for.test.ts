import { expect } from 'chai';
import type { Table, TableLayout } from '../../server/domain/definition.generated.js';
import { languageFor } from '../../server/domain/expression-environment.js';
import { compileExpression } from '../../server/domain/expressions.js';
import { rowScope, wholeScope } from '../../server/domain/form-scopes.js';
import { namesFor } from '../../server/domain/names-for.js';
import { formOf } from '../support/packs.js';

describe('names-for', () => {
  const form = formOf('suiyang');
  it('offers the columns of the row, with the titles people know, and the county’s own', () => {
    const names = namesFor(form, 'checks.balance.that');
    expect(names).to.deep.include({ text: 'row.transferIn', title: '各年级学生数·转入', kind: 'field', type: '整数' });
    expect(names).to.deep.include({ text: 'row.sy_suspected', title: '各年级学生数·其中疑似辍学', kind: 'field', type: '整数' });
    expect(names).to.deep.include({ text: "previous('thisMonth')", title: '上期·本月学生数', kind: 'function', type: '整数' });
    expect(names.map(({ text }) => text))
      .to.not.include('exists')
      .and.not.include('schoolDays');
  });
  it('offers each place its own: no row in a formula, only the office where rows are chosen', () => {
    expect(namesFor(form, 'formulas.absentRate.value').map(({ text }) => text))
      .to.include("sum(rows.grades, 'absent')")
      .and.include('exists')
      .and.not.include('row.absent');
    expect(
      namesFor(form, 'schema.properties.grades.rows.when')
        .filter(({ kind }) => kind === 'field')
        .map(({ text }) => text),
    ).to.deep.equal(['row.key', 'row.title', 'row.stage', 'office.id', 'office.title', 'office.kind', 'office.stages']);
    expect(namesFor(form, 'filledBy').some(({ text }) => text.startsWith('row.'))).to.equal(false);
    expect(namesFor(form, 'checks.new.that', 'grades').map(({ text }) => text)).to.include('row.absent');
  });
  it('tells columns of one name apart by the header they stand under', () => {
    const definition = structuredClone(form.snapshot.definition);
    const { properties } = (definition.schema.properties.grades as Table).each;
    properties.boys = { type: 'integer', title: '男' };
    properties.leftBoys = { type: 'integer', title: '男' };
    const { columns } = definition.layout.tables.grades as TableLayout;
    columns.pupils = { title: '在校', columns: { boys: {} } };
    columns.left = { title: '离校', columns: { leftBoys: {} } };
    const { fields } = rowScope(wholeScope(definition, {}), 'grades').names.row as { fields: { [key: string]: { title: string } } };
    expect(fields.boys?.title).to.equal('在校·男');
    expect(fields.leftBoys?.title).to.equal('离校·男');
    expect(fields.transferIn?.title).to.equal('转入');
  });
  it('offers only what can be written there', () => {
    const whole = wholeScope(form.snapshot.definition, { absentRate: { type: 'Decimal', title: '', waits: true } });
    for (const [place, scope] of [
      ['checks.balance.that', rowScope(whole, 'grades')],
      ['checks.new.that', whole],
    ] as const)
      for (const { text, kind } of namesFor(form, place))
        if (kind === 'field' || text.includes('('))
          expect(() => compileExpression(languageFor(scope), text, ['int', 'Decimal', 'string', 'bool', 'list<string>']), text).to.not.throw();
  });
});
