// The sample ledger: made-up children whose numbers are right, whose names are hard, and whose movements are what the reports count.
import { expect } from 'chai';
import { idFacts, idNumberFault, studentNumberFault } from '../server/domain/id-number.js';
import { childWarnings, judgeChild } from '../server/domain/judge-child.js';
import { readCell } from '../server/domain/record-data.js';
import { sampleLedger } from '../server/sample-data/sample-ledger.js';
import { countyPlans, sampleCounty } from '../server/sample-data/sample-offices.js';
import { sampleReports } from '../server/sample-data/sample-reports.js';
import { sampleLedgerOf } from './support/ledgers.js';
import { formOf } from './support/packs.js';

describe('the sample ledger', () => {
  const county = sampleCounty(countyPlans[0]!);
  const reports = sampleReports(formOf('pingshun'), county.schools, new Date('2026-11-03T06:00:00Z'));
  const { children, planted } = sampleLedger(county, reports, 'grades', 12_000, '2026-11-03');
  const first = children.map(({ steps }) => steps[0]!.values);
  const names = first.map(({ name }) => String(name));

  it('has 12,000 children whose numbers are right, given once, and agree with the rest', () => {
    expect(children).to.have.length(12_000);
    const numbers = first.flatMap(({ idNumber }) => (typeof idNumber === 'string' ? [idNumber] : []));
    expect(new Set(numbers).size).to.equal(numbers.length);
    expect(12_000 - numbers.length, 'children without a number').to.be.within(30, 200);
    const { ledger } = sampleLedgerOf('pingshun');
    for (const values of first) {
      if (typeof values.idNumber === 'string') {
        expect(idNumberFault(values.idNumber)).to.equal(null);
        expect(idFacts(values.idNumber)).to.include({ born: values.born, sex: values.sex });
      }
      if (typeof values.studentNumber === 'string') expect(studentNumberFault(values.studentNumber)).to.equal(null);
      expect(judgeChild(ledger, { ...values, state: 'enrolled' }, '2026-11-03')).to.deep.equal([]);
      expect(childWarnings(ledger, values)).to.deep.equal([]);
    }
  });

  it('has the names that programs get wrong', () => {
    for (const letter of ['𬭎', '䶮', '㛃', '犇', '喆', '堃'])
      expect(
        names.some((name) => name.includes(letter)),
        letter,
      ).to.equal(true);
    expect(names.some((name) => /^(欧阳|司马|上官|尉迟|诸葛)/.test(name))).to.equal(true);
    expect(names.some((name) => name.includes('·'))).to.equal(true);
    expect(
      names.some((name) => [...name].length === 15),
      'one of fifteen letters',
    ).to.equal(true);
  });

  it('has families: the same guardian, address and telephone, and nobody born twice in a year', () => {
    const homes = new Map<string, typeof first>();
    for (const values of first) homes.set(String(values.household), [...(homes.get(String(values.household)) ?? []), values]);
    const large = [...homes.values()].filter((home) => home.length > 1);
    expect(large.length).to.be.above(1000);
    for (const home of large) {
      expect(new Set(home.map(({ guardian }) => guardian)).size).to.equal(1);
      expect(new Set(home.map(({ phone }) => phone)).size).to.equal(1);
    }
  });

  it('agrees with every report but where planted', () => {
    const counted = new Map<string, number>();
    for (const { steps } of children) {
      let grade = '';
      let enrolled = false;
      for (const { kind, school, date, values, state } of steps) {
        const column = kind === 'transferIn' || kind === 'transferOut' ? kind : enrolled && ['suspend', 'suspect', 'dropOut'].includes(kind) ? 'absent' : '';
        if (typeof values.grade === 'string') grade = values.grade;
        if (kind === 'register') enrolled = state === 'enrolled';
        else enrolled = !['transferOut', 'suspend', 'suspect', 'dropOut', 'graduate'].includes(kind);
        const key = `${school.id} ${date.slice(0, 7)} ${grade} ${column}`;
        if (column) counted.set(key, (counted.get(key) ?? 0) + 1);
      }
    }
    const different: string[] = [];
    for (const { school, period, data } of reports)
      for (let grade = 1; grade <= 9; grade += 1)
        for (const column of ['transferIn', 'transferOut', 'absent']) {
          const said = Number(readCell(data, `grades.g${grade}.${column}`) ?? 0);
          if (said !== (counted.get(`${school.id} ${period} g${grade} ${column}`) ?? 0)) different.push(`${school.id} ${period} grades.g${grade}.${column}`);
        }
    expect(different).to.have.members(planted.map(({ office, period, path }) => `${office} ${period} ${path}`));
    expect(planted).to.have.length(2);
  });
});
