// Days as `YYYY-MM-DD`. All are Asia/Shanghai, which has had no summer time since 1991.

const shanghai = 8 * 3600_000;
const dayLength = 86_400_000;

/** The day it is in Shanghai. */
export const dateOf = (now: Date): string => new Date(now.getTime() + shanghai).toISOString().slice(0, 10);
/** Last moment of a Shanghai day. */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T23:59:59.999Z`) - shanghai);

/** An hour `17:00` of a Shanghai day. */
export const momentOf = (day: string, time: string): Date => new Date(Date.parse(`${day}T${time}:00.000Z`) - shanghai);

export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);
/** Whole days from one day to another; negative when `to` lies before. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayLength);

/** `YYYY-MM` moved by months. */
export function addMonths(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${twoDigits((count % 12) + 1)}`;
}

/** A day of a `YYYY-MM`; its last day where the month is shorter. */
export function dayOfMonth(month: string, day: number): string {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${twoDigits(Math.min(day, last))}`;
}

/** 0 for Sunday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay();

/** Whole years of age on a day; negative before birth. A child born on 29 February is a year older on 1 March. */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** A day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return parsed !== null && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

export const twoDigits = (number: number): string => String(number).padStart(2, '0');
