// How far each sample report has come, walking the form's own life.
import { byOrder } from '../domain/by-order.js';
import type { LifeDefinition, PeriodRule } from '../domain/definition.generated.js';
import { addMonths, dueDate, endOfDay } from '../domain/period.js';
import type { Role } from '../domain/role.js';
import { seededRandom } from './seeded-random.js';

/** Moves times into a school's day (08:10 to 17:50 in Shanghai), each after the one before and none after `now`. */
function atDesk(steps: SampleStep[], now: Date): SampleStep[] {
  let before = 0;
  return steps.map((step) => {
    const day = Math.floor((step.at.getTime() + 8 * 3600_000) / 86_400_000) * 86_400_000 - 8 * 3600_000;
    const inDay = Math.min(Math.max(step.at.getTime() - day, 8 * 3600_000 + 600_000), 18 * 3600_000 - 600_000);
    before = Math.min(Math.max(day + inDay, before + 60_000), now.getTime());
    return { ...step, at: new Date(before) };
  });
}

export type SampleStep = { action: string; role: Role; at: Date; reason: string };

/** The way from the first state to the last by main buttons. */
function mainWay(life: LifeDefinition): { action: string; role: Role; to: string }[] {
  const way: { action: string; role: Role; to: string }[] = [];
  for (let state = life.initial; life.states[state]?.final !== true && way.length < 20; ) {
    const action = byOrder(life.actions).find((one) => one.main && !one.hidden && one.from[state]);
    if (!action) break;
    way.push({ action: action.key, role: Object.keys(action.by).find((role) => action.by[role]) as Role, to: action.to });
    state = action.to;
  }
  return way;
}

/** All the way to the end, in the days around the due day; one school in forty is a day or two late. */
export function finishedSteps(life: LifeDefinition, rule: PeriodRule, office: string, period: string, now: Date): SampleStep[] {
  const random = seededRandom(`${office} ${period} steps`);
  const due = endOfDay(dueDate(rule, period)).getTime();
  const handedIn = due - random.between(7, 80) * 3600_000 + (random.oneIn(40) ? 5 * 86_400_000 : 0);
  const steps = mainWay(life).map((step, index) => ({
    action: step.action,
    role: step.role,
    at: new Date(handedIn + (index - 1) * random.between(2, 9) * 3600_000),
    reason: '',
  }));
  return atDesk(steps, now);
}

/**
 * The current period: schools stand at every step of the way, the first school of the county has not begun.
 * @returns null when the school has not begun; an empty list for a draft.
 */
export function unfinishedSteps(life: LifeDefinition, office: string, index: number, period: string, now: Date): SampleStep[] | null {
  const way = mainWay(life);
  const stands = index % (way.length + 3);
  if (stands === 0) return null;
  const random = seededRandom(`${office} ${period} steps`);
  const start = Math.max(Date.parse(`${period}-01T00:00:00Z`), Math.min(now.getTime() - 3 * 86_400_000, Date.parse(`${addMonths(period, 1)}-01T00:00:00Z`)));
  const span = Math.max(1, now.getTime() - start);
  const steps = way.slice(0, Math.min(stands - 1, way.length)).map((step, place) => ({
    action: step.action,
    role: step.role,
    at: new Date(start + Math.floor((span * (place + 1)) / (way.length + 3)) + random.between(0, 600) * 1000),
    reason: '',
  }));
  if (stands === way.length + 2) {
    steps.splice(2);
    const state = way[steps.length - 1]?.to ?? life.initial;
    const back =
      byOrder(life.actions).find((action) => action.needs?.reason && action.from[state] && action.by['county-reviewer']) ??
      byOrder(life.actions).find((action) => action.needs?.reason && action.from[state]);
    if (back)
      steps.push({
        action: back.key,
        role: Object.keys(back.by).find((role) => back.by[role]) as Role,
        at: new Date(start + Math.floor(span * 0.8)),
        reason: '转出人数与学籍系统不一致，请核对后重报',
      });
  }
  return atDesk(steps, now);
}
