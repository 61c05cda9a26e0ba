// Rules that circulars name again and again, each one click.
import type { DueRule, PeriodRule } from '../../../server/domain/definition.generated.js';
import type { NewWindow } from './period-edits.js';

/** `windows` are months, whole (`end`) or their first ten days (`start`). */
type Preset = {
  every: PeriodRule['every'];
  monthFrom?: number;
  except?: string[];
  windows?: { month: number; part: 'start' | 'end' }[];
  due: DueRule;
  terms?: true;
};

const end: DueRule = { of: 'end' };
export const presets = {
  weekFriday: { every: 'week', except: ['m7', 'm8'], due: { of: 'start', days: 5 } },
  monthStart: { every: 'month', except: ['m7', 'm8'], due: { of: 'next', day: 5 } },
  monthTwenty: { every: 'month', except: ['m7', 'm8'], due: { of: 'same', day: 20 } },
  monthEnd: { every: 'month', except: ['m7', 'm8'], due: { of: 'same', day: 31 } },
  monthLastWorkday: { every: 'month', except: ['m7', 'm8'], due: { of: 'same', workday: -1 } },
  monthStatistic: { every: 'month', monthFrom: 26, except: ['m7', 'm8'], due: { of: 'same', day: 28 } },
  quarterEnd: { every: 'quarter', due: { of: 'same', day: 31 } },
  termStart: { every: 'semester', due: { of: 'start', weeks: 2 }, terms: true },
  termEnd: { every: 'semester', due: end, terms: true },
  yearStart: { every: 'school-year', due: { of: 'start', days: 30 }, terms: true },
  springOpens: { every: 'semester', except: ['s1'], due: { of: 'start', weeks: 2 }, terms: true },
  autumnOpens: { every: 'semester', except: ['s2'], due: { of: 'start', weeks: 2 }, terms: true },
  marchOctober: windows([3, 'end'], [10, 'end']),
  marchSeptember: windows([3, 'end'], [9, 'end']),
  septemberStart: windows([9, 'start']),
  septemberEnd: windows([9, 'end']),
  novemberEnd: windows([11, 'end']),
} satisfies { [key: string]: Preset };
export type PresetKey = keyof typeof presets;

function windows(...months: [number, 'start' | 'end'][]): Preset {
  return { every: 'windows', windows: months.map(([month, part]) => ({ month, part })), due: end };
}

export const windowOf = (month: number, part: 'start' | 'end', title: string): NewWindow => ({
  title,
  from: { month, day: 1 },
  to: { month, day: part === 'start' ? 10 : 31 },
});
