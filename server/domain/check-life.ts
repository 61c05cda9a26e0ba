// A life that can be lived: every state can be reached, the first can be filled in, something ends it.

import { unknown } from './check-report.js';
import type { LifeDefinition } from './definition.generated.js';
import { roleTitles } from './permissions.js';
import type { Fault } from './problem.js';

const chosen = (map: { [key: string]: boolean } | undefined): string[] => Object.keys(map ?? {}).filter((key) => map?.[key]);

export function lifeFaults(life: LifeDefinition): Fault[] {
  const states = Object.keys(life.states);
  const has = (state: string): boolean => Object.hasOwn(life.states, state);
  const faults: Fault[] = [];
  const roles = (path: string, map: { [key: string]: boolean } | undefined): void => {
    for (const role of Object.keys(map ?? {}))
      if (!Object.hasOwn(roleTitles, role)) faults.push({ path: `${path}.${role}`, message: unknown('角色', role, Object.keys(roleTitles)) });
  };
  if (!has(life.initial)) faults.push({ path: 'initial', message: unknown('状态', life.initial, states) });
  else if (chosen(life.states[life.initial]?.editable).length === 0)
    faults.push({
      path: `states.${life.initial}.editable`,
      message: `开始的状态“${life.states[life.initial]?.title}”没有人能填写，请选谁可以填写`,
    });
  if (life.states[life.initial]?.hidden) faults.push({ path: 'initial', message: `开始的状态“${life.states[life.initial]?.title}”已经停用，请另选一个` });
  for (const [key, state] of Object.entries(life.states)) roles(`states.${key}.editable`, state.editable);
  const titles = new Set<string>();
  for (const [key, { title, hidden }] of Object.entries(life.states)) {
    if (hidden) continue;
    if (titles.has(title)) faults.push({ path: `states.${key}.title`, message: `有两个状态都叫“${title}”，分不清，请改一个` });
    titles.add(title);
  }
  const actions = Object.entries(life.actions).filter(([, action]) => !action.hidden);
  for (const [key, action] of actions) {
    const path = `actions.${key}`;
    if (life.states[action.to]?.hidden)
      faults.push({ path: `${path}.to`, message: `“${action.title}”通到已经停用的状态“${life.states[action.to]?.title}”，请另选一个` });
    if (!has(action.to)) faults.push({ path: `${path}.to`, message: unknown('状态', action.to, states) });
    for (const from of Object.keys(action.from)) if (!has(from)) faults.push({ path: `${path}.from.${from}`, message: unknown('状态', from, states) });
    roles(`${path}.by`, action.by);
    if (chosen(action.by).length === 0) faults.push({ path: `${path}.by`, message: `“${action.title}”没有人能办，请选谁来办；不用这一步就去掉它` });
    if (chosen(action.from).length === 0) faults.push({ path: `${path}.from`, message: `“${action.title}”从哪个状态办起没有写明` });
  }
  if (faults.length > 0) return faults;
  const reached = reachable(life);
  for (const state of states)
    if (!reached.has(state) && !life.states[state]?.hidden)
      faults.push({ path: `states.${state}`, message: `没有一步能走到状态“${life.states[state]?.title}”，请加上通到它的一步，或去掉它` });
  if (![...reached].some((state) => life.states[state]?.final)) faults.push({ path: 'states', message: '没有一个走得到的状态是“办结”，报表永远办不结' });
  for (const state of reached)
    if (!life.states[state]?.final && !actions.some(([, { from }]) => from[state]))
      faults.push({ path: `states.${state}`, message: `走到“${life.states[state]?.title}”就停住了：没有下一步，也不是“办结”` });
  return faults;
}

function reachable(life: LifeDefinition): Set<string> {
  const reached = new Set([life.initial]);
  for (const state of reached) for (const { from, to, hidden } of Object.values(life.actions)) if (!hidden && from[state]) reached.add(to);
  return reached;
}
