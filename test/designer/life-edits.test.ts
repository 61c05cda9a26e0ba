// Changes of a life: what is inserted, taken out and handed to others can still be lived, and nothing below is deleted.
import { expect } from 'chai';
import {
  depths,
  forwardActions,
  type Ground,
  insertStep,
  newArrow,
  removeAction,
  removeState,
  returnState,
  setFlags,
} from '../../client/designer/lives/life-edits.js';
import { pathThrough, pictureOf } from '../../client/designer/lives/life-layout.js';
import { lifeFaults } from '../../server/domain/check-life.js';
import type { LifeDefinition } from '../../server/domain/definition.generated.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import { actionsFor } from '../../server/domain/life.js';
import { differenceOf, type JsonMap } from '../../server/domain/merge-patch.js';
import { packFiles } from '../support/packs.js';

const base = packFiles().find((file) => file.pack === 'base' && file.content.id === 'school-report')?.content as LifeDefinition;
const ground: Ground = { below: base as unknown as JsonMap, published: base as unknown as JsonMap };
const own: Ground = { below: {}, published: {} };
const faults = (life: LifeDefinition) => [
  ...judgeLayer(base as unknown as JsonMap, differenceOf(base as unknown as JsonMap, life as unknown as JsonMap) as JsonMap, {
    kind: 'own',
    id: 'own',
    title: '平顺县',
    prefix: 'ps',
  }),
  ...lifeFaults(life),
];
const withCenter = insertStep(base, {
  after: 'approve',
  by: 'center-reviewer',
  returnTo: returnState(base),
  state: { key: 'ps_center', title: '待中心校审核' },
  pass: { key: 'ps_centerPass', title: '审核通过', done: '中心校审核通过' },
  back: { key: 'ps_centerBack', title: '退回', done: '中心校退回' },
});

describe('edits of a life', () => {
  it('know which actions lead on, and where returned reports go', () => {
    expect(forwardActions(base).map(({ key }) => key)).to.deep.equal(['submit', 'approve', 'accept']);
    expect(returnState(base)).to.equal('returned');
    expect(depths(base).get('accepted')).to.equal(3);
  });
  it('put a review between two steps: the center school passes it on or sends it back with a reason', () => {
    expect(faults(withCenter)).to.deep.equal([]);
    expect(withCenter.actions.approve?.to).to.equal('ps_center');
    expect(withCenter.states.ps_center).to.include({ handedIn: true, colour: 'processing' });
    expect(actionsFor(withCenter, 'ps_center', 'center-reviewer').map(({ key, to, needs }) => [key, to, needs?.reason ?? false])).to.deep.equal([
      ['ps_centerPass', 'reported', false],
      ['ps_centerBack', 'returned', true],
    ]);
    const inside = insertStep(base, {
      after: 'submit',
      by: 'school-head',
      returnTo: 'returned',
      state: { key: 'ps_second', title: '待副校长审核' },
      pass: { key: 'ps_p', title: '通过', done: '通过' },
      back: { key: 'ps_b', title: '退回', done: '退回' },
    });
    expect(inside.states.ps_second?.handedIn).to.equal(undefined);
    expect(faults(inside)).to.deep.equal([]);
  });
  it('take a step out again: one never published is gone, one that was is hidden and can still be left', () => {
    expect(removeState(withCenter, 'ps_center', ground)).to.deep.equal(base);
    const published: Ground = { below: base as unknown as JsonMap, published: withCenter as unknown as JsonMap };
    const hidden = removeState(withCenter, 'ps_center', published);
    expect(hidden.states.ps_center?.hidden).to.equal(true);
    expect(hidden.actions.approve?.to).to.equal('reported');
    expect(actionsFor(hidden, 'ps_center', 'center-reviewer')).to.have.length(2);
    expect(faults(hidden)).to.deep.equal([]);
  });
  it('take out a step of the base without deleting it', () => {
    const without = removeState(base, 'submitted', ground);
    expect(without.actions.submit?.to).to.equal('reported');
    expect(faults(without)).to.deep.equal([]);
    const noWithdraw = removeAction(base, 'withdraw', ground);
    expect(noWithdraw.actions.withdraw?.hidden).to.equal(true);
    expect(faults(noWithdraw)).to.deep.equal([]);
    expect(Object.keys(removeAction(base, 'withdraw', own).actions)).to.not.include('withdraw');
  });
  it('hand an action to somebody else, the one before being told no', () => {
    const handed = setFlags(base, ['actions', 'accept', 'by'], ['center-reviewer'], ground);
    expect(handed.actions.accept?.by).to.deep.equal({ 'county-reviewer': false, 'center-reviewer': true });
    expect(faults(handed)).to.deep.equal([]);
    const nobody = setFlags(base, ['actions', 'accept', 'by'], [], ground);
    expect(lifeFaults(nobody).map(({ path }) => path)).to.deep.equal(['actions.accept.by']);
    expect(lifeFaults(nobody)[0]?.message).to.include('“审核通过”没有人能办');
  });
  it('name what cannot be lived at its place: a state nobody reaches, a dead end, one out of use, two of one name', () => {
    const state = (key: string, more: object) => ({ ...base, states: { ...base.states, [key]: { title: '新状态', colour: 'default' as const, ...more } } });
    expect(lifeFaults(state('ps_new', {})).map(({ path }) => path)).to.deep.equal(['states.ps_new']);
    expect(lifeFaults(state('ps_new', { hidden: true }))).to.deep.equal([]);
    expect(lifeFaults(state('ps_new', { title: '已通过' })).map(({ path }) => path)).to.deep.equal(['states.ps_new.title']);
    expect(
      lifeFaults({ ...base, states: { ...base.states, reported: { ...base.states.reported, hidden: true } } } as LifeDefinition).map(({ path }) => path),
    ).to.deep.equal(['actions.approve.to']);
    expect(
      lifeFaults({ ...base, states: { ...base.states, draft: { ...base.states.draft, hidden: true } } } as LifeDefinition).map(({ path }) => path),
    ).to.include('initial');
  });
  it('draw a new arrow to a state nobody reaches yet, or out of the one that is chosen', () => {
    const lonely: LifeDefinition = { ...base, states: { ...base.states, ps_new: { title: '新状态', colour: 'default', order: 35 } } };
    expect(newArrow(lonely, 'ps_new')).to.deep.equal({ from: 'reported', to: 'ps_new' });
    expect(newArrow(lonely, null)).to.deep.equal({ from: 'reported', to: 'ps_new' });
    expect(newArrow(base, 'submitted')).to.deep.equal({ from: 'submitted', to: 'reported' });
  });
  it('are drawn: every shown state is a box, every way of an action an arrow, none outside the picture', () => {
    const picture = pictureOf(
      withCenter,
      (key) => [withCenter.actions[key]?.title ?? '', '谁'],
      () => '',
    );
    expect(picture.boxes.map(({ key }) => key)).to.have.members(Object.keys(withCenter.states));
    expect(picture.arrows.filter(({ key }) => key === 'submit').map(({ from }) => from)).to.have.members(['draft', 'returned']);
    for (const { points, label } of picture.arrows)
      for (const { x, y } of [...points, label]) {
        expect(x).to.be.within(0, picture.width);
        expect(y).to.be.within(0, picture.height);
      }
    expect(
      pathThrough([
        { x: 0, y: 0 },
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ]),
    ).to.equal('M 0 0 Q 1 1 1.5 1.5 L 2 2');
  });
});
