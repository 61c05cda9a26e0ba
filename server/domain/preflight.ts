// Who can be sent a letter, and who lacks what: said before anything is printed.
import { type Child, childFacts } from './child.js';
import { holds, type LetterPlaces, letterValues } from './compose-letter.js';
import type { PreflightView } from './letter-views.js';
import type { Ledger } from './open-ledger.js';
import type { Letter } from './open-letter.js';
import type { Fault } from './problem.js';
import type { Role } from './role.js';
import { isDate } from './shanghai-day.js';
import { shownName } from './shown-name.js';

export type Receiver = { child: Child; places: LetterPlaces; values: { [key: string]: string } };
/** `has` says which serial a child's valid letter of this kind has; '' for none. `uncovered` gives letters no shipped face can draw. */
export type PreflightFacts = { day: string; has: (child: Child) => string; uncovered: (text: string) => string[] };
type Finding = { kind: PreflightView['problems'][number]['kind']; level: 'error' | 'warning'; message: string; detail: string };

/** What is wrong with the values typed by whoever issues. */
export function askedFaults(letter: Letter, values: { [key: string]: string }): Fault[] {
  const unknown = Object.keys(values).filter((key) => !letter.asked.some((field) => field.key === key));
  return [
    ...unknown.map((key) => ({ path: key, message: '没有这个栏目' })),
    ...letter.asked.flatMap((field): Fault[] => {
      const text = (values[field.key] ?? '').trim();
      if (text === '') return field.required ? [{ path: field.key, message: `${field.title}：还没有填写` }] : [];
      if ((field.type === 'date' || field.type === 'han-date') && !isDate(text)) return [{ path: field.key, message: `${field.title}：“${text}”不是日期` }];
      const most = field.maxLength ?? 200;
      return [...text].length > most ? [{ path: field.key, message: `${field.title}：最多 ${most} 个字` }] : [];
    }),
  ];
}

/** What stands against sending this child a letter, errors first. */
export function findingsFor(letter: Letter, ledger: Ledger, { child, places, values }: Receiver, facts: PreflightFacts): Finding[] {
  if (!holds(letter.for, { day: facts.day, facts: childFacts(ledger, child.data) }))
    return [{ kind: 'not-for', level: 'error', message: `不在“${letter.title}”的发放范围内`, detail: '' }];
  const serial = facts.has(child);
  if (serial !== '') return [{ kind: 'has-one', level: 'error', message: `已有一份有效的通知（${letter.once?.title ?? ''}）`, detail: serial }];
  const written = letterValues(letter, ledger, child, places, values, facts.day);
  const lacking = (level: 'error' | 'warning', which: 'required' | 'wanted'): Finding[] => {
    const titles = letter.fields.filter((field) => !field.ask && field[which] && written[field.key] === '').map(({ title }) => title);
    return titles.map((title) => ({ kind: 'lacks', level, message: `缺${title}`, detail: '' }));
  };
  const strange = facts.uncovered(Object.values(written).join(''));
  return [
    ...lacking('error', 'required'),
    ...lacking('warning', 'wanted'),
    ...(strange.length > 0 ? [{ kind: 'no-face' as const, level: 'warning' as const, message: '有字体印不出的字', detail: strange.join('') }] : []),
  ];
}

/** Findings gathered by what they say; each names its first hundred children. */
export function gatherFindings(ledger: Ledger, role: Role, found: { receiver: Receiver; findings: Finding[] }[]): PreflightView['problems'] {
  const problems = new Map<string, PreflightView['problems'][number]>();
  for (const { receiver, findings } of found) {
    for (const { kind, level, message, detail } of findings) {
      const key = `${level} ${kind} ${message}`;
      const problem = problems.get(key) ?? { kind, level, message, count: 0, children: [] };
      problem.count += 1;
      if (problem.children.length < 100)
        problem.children.push({
          id: receiver.child._id,
          name: shownName(ledger, receiver.child.data, role),
          officeTitle: receiver.places.school.title,
          detail,
        });
      problems.set(key, problem);
    }
  }
  return [...problems.values()].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning') || b.count - a.count);
}
