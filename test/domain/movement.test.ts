// The record is what its events make it; a movement is taken back, never edited.
import { expect } from 'chai';
import { type Child, replay } from '../../server/domain/child.js';
import { filledValues, fillIssues, standing } from '../../server/domain/fill.js';
import {
  type Decided,
  decideCorrection,
  decideMovement,
  decideRegistration,
  decideReversal,
  movementsFor,
  type PastEvent,
  reversible,
} from '../../server/domain/movement.js';
import type { Office } from '../../server/domain/office.js';
import { Problem } from '../../server/domain/problem.js';
import type { Role } from '../../server/domain/role.js';
import { sampleLedgerOf } from '../support/ledgers.js';
import { formOf } from '../support/packs.js';

const { ledger } = sampleLedgerOf('pingshun');
const office = (id: string): Office => ({
  id,
  county: 'pingshun',
  kind: 'school',
  title: `${id}小学`,
  order: 1,
  path: `/pingshun/c1/${id}/`,
  parent: 'c1',
  township: 't1',
  stages: ['primary'],
});
const school = office('s1');
const today = { today: '2026-11-03' };
const proofs = ['scan'];

/** A child with its history, moved along as the actions do. */
class Story {
  child: Child;
  events: PastEvent[] = [];
  constructor(state?: string) {
    this.child = { _id: 'c', county: 'pingshun', ledger: 'children', version: 1, office: 's1', path: school.path, township: 't1', n: 0, hash: '', data: {} };
    this.take(decideRegistration(ledger, school, { name: '李𬭎', sex: 'male', born: '2018-05-05', grade: 'g3', class: '1班' }, today, state));
  }
  take({ said, data, place }: Decided): this {
    const n = this.child.n + 1;
    this.events.push({ ...said, n, by: {} as never });
    this.child = { ...this.child, ...place, n, data };
    return this;
  }
  move(kind: string, date: string, values: Record<string, string>, at = school, role: Role = 'filler'): this {
    return this.take(decideMovement(ledger, this.child, kind, { date, values, proofs }, at, role, '', today));
  }
}
const refusal = (deed: () => unknown): Problem => {
  try {
    deed();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('movements of a child', () => {
  it('make the record, whoever replays them', () => {
    const story = new Story('enrolled')
      .move('suspend', '2026-09-10', { why: 'illness' })
      .move('resume', '2026-10-08', {})
      .move('transferOut', '2026-10-20', { to: '外县小学' });
    expect(story.child.data).to.include({ state: 'transferred', grade: 'g3', class: '1班' });
    const made = replay(story.events, story.child);
    expect(made.data).to.deep.equal(story.child.data);
    expect(story.events.map(({ stamps }) => [stamps.was, stamps.state])).to.deep.equal([
      ['', 'enrolled'],
      ['enrolled', 'suspended'],
      ['suspended', 'enrolled'],
      ['enrolled', 'transferred'],
    ]);
  });
  it('may only happen in the states, roles and with the proof the definition names; every fault at once', () => {
    const story = new Story('enrolled');
    expect(movementsFor(ledger, 'enrolled', 'clerk')).to.deep.equal([]);
    expect(refusal(() => story.move('resume', '2026-09-10', {})).code).to.equal('NO_SUCH_ACTION');
    expect(refusal(() => story.move('transferOut', '2026-09-10', { to: 'x' }, school, 'clerk')).code).to.equal('FORBIDDEN');
    const faulty = refusal(() =>
      decideMovement(ledger, story.child, 'transferOut', { date: '2027-01-01', values: { other: 'x' }, proofs: [] }, school, 'filler', '', today),
    );
    expect(faulty.errors.map(({ path }) => path)).to.have.members(['other', 'to', 'date', 'proofs']);
    expect(
      refusal(() =>
        decideMovement(ledger, story.child, 'transferOut', { date: '2026-09-01', values: { to: 'x' }, proofs }, school, 'filler', '2026-09-05', today),
      ).errors[0]?.message,
    ).to.match(/早于上一次异动/);
  });
  it('take a child in and give it back when they are taken back', () => {
    const story = new Story('enrolled')
      .move('transferOut', '2026-09-10', { to: '二小' })
      .move('transferIn', '2026-09-12', { from: 's1小学', grade: 'g3', class: '2班' }, office('s2'));
    expect(story.child).to.include({ office: 's2' });
    expect(story.events.at(-1)?.stamps).to.include({ office: 's2', grade: 'g3' });
    expect(reversible(ledger, story.events)).to.equal(3);
    expect(refusal(() => decideReversal(ledger, story.child, story.events, 2, '错', 'filler')).code).to.equal('NO_SUCH_ACTION');
    expect(refusal(() => decideReversal(ledger, story.child, story.events, 3, ' ', 'filler')).code).to.equal('REASON_REQUIRED');
    story.take(decideReversal(ledger, story.child, story.events, 3, '记错了人', 'filler'));
    expect(story.child).to.include({ office: 's1' });
    expect(story.child.data).to.include({ state: 'transferred', class: '1班' });
    expect(reversible(ledger, story.events), 'then the one before').to.equal(2);
    expect(replay(story.events, story.child).place.office).to.equal('s1');
  });
  it('keep a correction that came after them', () => {
    const story = new Story('enrolled').move('moveUp', '2026-09-01', { grade: 'g4', class: '3班' });
    story.take(decideCorrection(ledger, story.child, school, [{ field: 'class', from: '3班', to: '4班' }], '', today));
    story.take(decideReversal(ledger, story.child, story.events, 2, '没有升级', 'filler'));
    expect(story.child.data).to.include({ grade: 'g3', class: '4班' });
  });
  it('never let a state be typed, a mask be saved, or two people overwrite each other', () => {
    const { child } = new Story();
    const correct = (field: string, to: string, from?: string) =>
      decideCorrection(ledger, child, school, [{ field, to, ...(from === undefined ? {} : { from }) }], '', today);
    expect(refusal(() => correct('state', 'dropped')).errors[0]?.path).to.equal('state');
    expect(refusal(() => correct('idNumber', '149925***********X')).errors[0]?.message).to.match(/18 位/);
    expect(refusal(() => correct('class', '9班', '2班')).code).to.equal('CONFLICT');
    expect(refusal(() => correct('idNumber', '11010519491231002X')).errors[0]?.message).to.equal('出生日期与身份证号里的 1949-12-31 不一致');
  });
});

describe('cells filled from movements', () => {
  const form = formOf('pingshun');
  const facts = { id: 's1', title: '', kind: 'school', stages: ['primary'] };
  const october = { key: '2026-10', title: '2026年10月', from: '2026-10-01', to: '2026-10-31' };
  const counted = (story: Story) =>
    filledValues(
      form,
      story.events.filter(({ kind }) => kind !== 'register').map((event) => ({ ...event, record: 'c' })),
      facts,
      october,
      () => ['g3', 'g4'],
    );
  it('count by the stamp of the day, within the period, and not what was taken back', () => {
    const story = new Story('enrolled').move('transferOut', '2026-10-09', { to: '外县' });
    expect(counted(story)).to.include.keys('grades.g3.transferOut', 'grades.g4.absent');
    expect(counted(story)['grades.g3.transferOut']?.value).to.equal(1);
    story.take(decideCorrection(ledger, story.child, school, [{ field: 'grade', to: 'g4' }], '', today));
    expect(counted(story)['grades.g3.transferOut']?.value, 'June’s figures do not move in September').to.equal(1);
    story.take(decideReversal(ledger, story.child, story.events, 2, '没有走', 'filler'));
    expect(counted(story)['grades.g3.transferOut']?.value).to.equal(0);
    expect(standing(story.events.map((event) => ({ ...event, record: 'c' }))).map(({ kind }) => kind)).to.deep.equal(['register', 'correct']);
    expect(counted(new Story('enrolled').move('transferOut', '2026-09-30', { to: '外县' }))['grades.g3.transferOut']?.value).to.equal(0);
  });
  it('count somebody who stops attending once, whatever follows', () => {
    const story = new Story('enrolled').move('suspect', '2026-10-09', { since: '2026-10-02' }).move('dropOut', '2026-10-20', { why: 'weary' });
    expect(counted(story)['grades.g3.absent']?.value).to.equal(1);
  });
  it('ask for a reason where another number is typed; a blank is nought', () => {
    const filled = { 'grades.g3.transferOut': { value: 1, ledger: 'children' }, 'grades.g4.transferOut': { value: 0, ledger: 'children' } };
    expect(fillIssues(form, { grades: { g3: { transferOut: 1 } } }, filled)).to.deep.equal([]);
    const [issue, ...more] = fillIssues(form, { grades: {} }, filled);
    expect(issue).to.include({ id: 'fill@grades.g3.transferOut', level: 'warning', kind: 'fill', message: '三年级·转出：填的是 0，台账里本期有 1 人' });
    expect(more).to.deep.equal([]);
  });
});
