// Changes of a life. States and actions that come from below or were published are hidden: reports stand in them, histories name them.
import { byOrder } from '../../../server/domain/by-order.js';
import type { LifeAction, LifeDefinition, LifeState } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import type { Role } from '../../../server/domain/role.js';
import { getAt, orderBehind, removeEntry, setAt } from '../edit-tree.js';
import { flagAt, flagged } from '../flag-at.js';

export type Ground = { below: JsonMap; published: JsonMap };
const isPublished = ({ published }: Ground, path: string[]): boolean => getAt(published, path) !== undefined;

export const shownStates = (life: LifeDefinition) => byOrder(life.states).filter(({ hidden }) => !hidden);
export const shownActions = (life: LifeDefinition) => byOrder(life.actions).filter(({ hidden }) => !hidden);

/** How many steps a state is from the beginning; those nobody reaches are not in it. */
export function depths(life: LifeDefinition): Map<string, number> {
  const found = new Map([[life.initial, 0]]);
  for (const [state, depth] of found) for (const { from, to } of shownActions(life)) if (from[state] && !found.has(to)) found.set(to, depth + 1);
  return found;
}

/** Actions that lead on and not back. */
export function forwardActions(life: LifeDefinition): (LifeAction & { key: string })[] {
  const depth = depths(life);
  const of = (state: string): number => depth.get(state) ?? -1;
  return shownActions(life).filter(({ from, to, needs }) => !needs?.reason && flagged(from).some((state) => of(to) > of(state)));
}

/** Where returned reports go: the state most actions with a reason lead to. */
export function returnState(life: LifeDefinition): string {
  const targets = shownActions(life).flatMap(({ to, needs }) => (needs?.reason ? [to] : []));
  const count = (state: string): number => targets.filter((one) => one === state).length;
  return [...new Set(targets)].sort((a, b) => count(b) - count(a))[0] ?? life.initial;
}

/** Titles, keys and the person of a step that is put behind an action. */
export type NewStep = {
  after: string;
  by: Role;
  returnTo: string;
  state: { key: string; title: string };
  pass: { key: string; title: string; done: string };
  back: { key: string; title: string; done: string };
};

const inSchool: Role[] = ['filler', 'school-head'];

/** Somebody more looks at a report after an action, before it comes to where the action led until now. */
export function insertStep(life: LifeDefinition, step: NewStep): LifeDefinition {
  const action = life.actions[step.after];
  if (!action) return life;
  const from = flagged(action.from)[0] ?? life.initial;
  const left = life.states[from]?.handedIn === true || (life.states[action.to]?.handedIn === true && !inSchool.includes(step.by));
  const state: LifeState = {
    title: step.state.title,
    order: orderBehind(life.states, from),
    colour: left ? 'processing' : 'warning',
    ...(left ? { handedIn: true } : {}),
  };
  const order = orderBehind(life.actions, step.after);
  const here = { from: { [step.state.key]: true }, by: { [step.by]: true } };
  const pass: LifeAction = { title: step.pass.title, done: step.pass.done, order, ...here, to: action.to, checks: true, main: true };
  const back: LifeAction = { title: step.back.title, done: step.back.done, order: order + 0.01, ...here, to: step.returnTo, needs: { reason: true } };
  let next = setAt(life, ['states', step.state.key], state);
  next = setAt(next, ['actions', step.after, 'to'], step.state.key);
  next = setAt(next, ['actions', step.pass.key], pass);
  return setAt(next, ['actions', step.back.key], back);
}

/** Where reports go that would have come to a state: on to where its main action leads; null where nothing leads out. */
export function nextOf(life: LifeDefinition, state: string): string | null {
  const out = shownActions(life).filter(({ from, to }) => from[state] && to !== state);
  return (out.find(({ main, needs }) => main && !needs?.reason) ?? out.find(({ needs }) => !needs?.reason) ?? out[0])?.to ?? null;
}

/** Takes a step out: what led to it leads on. Reports that stand in a published one can still be moved out of it. */
export function removeState(life: LifeDefinition, key: string, ground: Ground): LifeDefinition {
  const path = ['states', key];
  const on = nextOf(life, key);
  let next = life;
  for (const action of shownActions(life)) {
    if (action.to !== key) continue;
    next =
      on === null || (flagged(action.from).length === 1 && action.from[on])
        ? removeAction(next, action.key, ground)
        : setAt(next, ['actions', action.key, 'to'], on);
  }
  if (on !== null && life.initial === key) next = setAt(next, ['initial'], on);
  next = removeEntry(next, ground.below, path, isPublished(ground, path));
  if (next.states[key]) return next;
  for (const action of byOrder(next.actions)) {
    if (action.from[key] === undefined) continue;
    const others = flagged(action.from).filter((from) => from !== key);
    next = others.length === 0 ? removeAction(next, action.key, ground) : setAt(next, ['actions', action.key, 'from', key], undefined);
  }
  return next;
}

export function removeAction(life: LifeDefinition, key: string, ground: Ground): LifeDefinition {
  const path = ['actions', key];
  return removeEntry(life, ground.below, path, isPublished(ground, path));
}

/** Sets a map of yes and no to exactly these keys: roles, or states an action begins in. */
export function setFlags(life: LifeDefinition, path: string[], keys: string[], ground: Ground): LifeDefinition {
  const before = Object.keys((getAt(life, path) as object | undefined) ?? {});
  return [...new Set([...keys, ...before])].reduce((next, key) => flagAt(next, ground.below, [...path, key], keys.includes(key)), life);
}

/** Where a new action is wanted most: to a state nobody reaches yet, from the one before it; else out of the chosen state. */
export function newArrow(life: LifeDefinition, chosen: string | null): { from: string; to: string } {
  const states = shownStates(life).map(({ key }) => key);
  const depth = depths(life);
  const lonely = [...(chosen === null ? [] : [chosen]), ...states].find((state) => !depth.has(state));
  if (lonely !== undefined) {
    const before = states.slice(0, states.indexOf(lonely)).filter((state) => depth.has(state) && !life.states[state]?.final);
    return { from: before.at(-1) ?? life.initial, to: lonely };
  }
  const from = chosen ?? life.initial;
  return { from, to: nextOf(life, from) ?? states.find((state) => state !== from) ?? from };
}
