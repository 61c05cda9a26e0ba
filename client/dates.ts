// Days and times as people here read them; days are YYYY-MM-DD in Asia/Shanghai, times ISO 8601 UTC.

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function parts(time: string): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(new Date(time)).map((part) => [part.type, part.value]));
}

/** `10:21` of an ISO time. */
export const hourOf = (time: string): string => {
  const at = parts(time);
  return `${at.hour}:${at.minute}`;
};

/** The day of an ISO time, `2026-10-05`. */
export const dayOf = (time: string): string => {
  const at = parts(time);
  return `${at.year}-${at.month}-${at.day}`;
};

/** `10-05 10:21`, with the year when it is not the year of `today`. */
export function momentOf(time: string, today: string): string {
  const day = dayOf(time);
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${hourOf(time)}`;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
