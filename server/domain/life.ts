// States and actions of a record, as its life definition says.
import { byOrder } from './by-order.js';
import type { LifeAction, LifeDefinition, LifeState } from './definition.generated.js';
import type { Role } from './role.js';

export type StateColour = 'default' | 'processing' | 'warning' | 'error' | 'success';
export type StateView = { key: string; title: string; colour: StateColour };
export type NamedState = LifeState & { key: string };
export type NamedAction = LifeAction & { key: string };

/** A report nobody has begun: no record exists yet. */
export const notBegun = { key: 'none', title: '未填报', colour: 'default' } as const;

export function stateOf(life: LifeDefinition, key: string): NamedState {
  const state = life.states[key];
  if (!state) throw new Error(`life ${life.id} has no state ${key}`);
  return { ...state, key };
}

export const statesOf = (life: LifeDefinition): NamedState[] => byOrder(life.states);

export function mayEdit(life: LifeDefinition, state: string, role: Role): boolean {
  return life.states[state]?.editable?.[role] === true;
}

/** Actions this role may take from this state, in order. */
export function actionsFor(life: LifeDefinition, state: string, role: Role): NamedAction[] {
  return byOrder(life.actions).filter((action) => !action.hidden && action.from[state] === true && action.by[role] === true);
}
