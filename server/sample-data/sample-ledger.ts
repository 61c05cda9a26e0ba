// The ledger of the first sample county, made from its monthly reports: what they count has happened to somebody.
import type { ChildValues } from '../domain/ledger-views.js';
import { readCell } from '../domain/record-data.js';
import { type Neighbourhood, neighbourhoodOf, sampleChild } from './sample-child.js';
import type { SampleCounty, SampleSchool } from './sample-offices.js';
import type { SampleReport } from './sample-reports.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';

/** `register` in some state, or a movement of the ledger's definition. */
export type SampleStep = { kind: string; school: SampleSchool; date: string; at: Date; state?: string; values: ChildValues };
export type SampleLedgerChild = { id: string; steps: SampleStep[] };
/** A report's cell that says one more than the ledger, with the school's reason. */
export type PlantedDifference = { office: string; period: string; path: string; reason: string };
export type SampleLedger = { children: SampleLedgerChild[]; planted: PlantedDifference[] };

type Pupil = { child: SampleLedgerChild; school: SampleSchool; grade: number };
type Moves = { lastMonth: number; transferIn: number; transferOut: number; absent: number; other: number };

/** @param wanted at least so many children, school by school; those of later schools are not made. */
export function sampleLedger(county: SampleCounty, reports: SampleReport[], table: string, wanted: number, today: string): SampleLedger {
  const schools = schoolsFor(county, wanted);
  const periods = [...new Set(reports.map(({ period }) => period))].sort();
  const made = new Maker(county, schools, today);
  const filled = new Map(reports.map((report) => [`${report.school.id} ${report.period}`, report]));
  const planted: PlantedDifference[] = [];
  for (const [index, period] of periods.entries()) {
    const first = period.endsWith('-09');
    if (first && index > 0) made.newSchoolYear(Number(period.slice(0, 4)));
    for (const school of schools) {
      const report = filled.get(`${school.id} ${period}`);
      if (!report) continue;
      for (const grade of gradesOf(school)) {
        const moves = movesIn(report, table, grade);
        if (first) made.startOfYear(school, grade, moves.lastMonth, period, index === 0);
        // The last finished month of two schools counts somebody who has not left yet by the ledger.
        const plant = index === periods.length - 2 && moves.transferOut > 0 && planted.length < 2 && !planted.some(({ office }) => office === school.id);
        if (plant) planted.push({ office: school.id, period, path: `${table}.g${grade}.transferOut`, reason: '1人已到外县就读，转学手续还在办理' });
        made.month(school, grade, { ...moves, transferOut: moves.transferOut - Number(plant) }, period);
      }
    }
  }
  made.awaited(wanted, schoolYear(periods.at(-1) ?? `${today.slice(0, 4)}-09`));
  return { children: made.children, planted };
}

const gradesOf = (school: SampleSchool): number[] => [
  ...(school.stages.includes('primary') ? [1, 2, 3, 4, 5, 6] : []),
  ...(school.stages.includes('junior') ? [7, 8, 9] : []),
];

function schoolsFor(county: SampleCounty, wanted: number): SampleSchool[] {
  let pupils = 0;
  return county.schools.filter((school) => {
    if (pupils >= wanted) return false;
    pupils += gradesOf(school).length * school.size;
    return true;
  });
}

function movesIn(report: SampleReport, table: string, grade: number): Moves {
  const cell = (column: string): number => Number(readCell(report.data, `${table}.g${grade}.${column}`) ?? 0);
  return { lastMonth: cell('lastMonth'), transferIn: cell('transferIn'), transferOut: cell('transferOut'), absent: cell('absent'), other: cell('other') };
}

class Maker {
  readonly children: SampleLedgerChild[] = [];
  private readonly rolls = new Map<string, Pupil[]>();
  private readonly around = new Map<string, Neighbourhood>();
  private readonly away = new Map<string, Pupil[]>();
  /** Left the sixth grade last summer and not yet taken in. */
  private leavers: Pupil[] = [];
  private readonly random = seededRandom('sample ledger');
  private readonly used = new Set<string>();

  constructor(
    private readonly county: SampleCounty,
    private readonly schools: SampleSchool[],
    private readonly today: string,
  ) {}

  /** Everybody who finished goes, everybody else is to move up. */
  newSchoolYear(year: number): void {
    const date = `${year}-06-30`;
    const before = new Map(this.rolls);
    this.rolls.clear();
    for (const school of this.schools) {
      const grades = gradesOf(school);
      for (const grade of grades) {
        const roll = before.get(`${school.id} ${grade}`) ?? [];
        if (grade === 6 || grade === 9) {
          for (const pupil of roll) this.step(pupil.child, 'graduate', school, date, {});
          if (grade === 6) this.leavers.push(...roll);
          continue;
        }
        for (const pupil of roll) this.step(pupil.child, 'moveUp', school, `${year}-09-01`, { grade: `g${grade + 1}` });
        this.rolls.set(
          `${school.id} ${grade + 1}`,
          roll.map((pupil) => ({ ...pupil, grade: grade + 1 })),
        );
      }
      // Whoever is on leave stays in the grade.
      for (const grade of grades) this.away.set(`${school.id} ${grade}`, this.away.get(`${school.id} ${grade}`) ?? []);
    }
  }

  /** The roll has as many as the month's report begins with: from the lists of the school system in the first year, later by enrolment. */
  startOfYear(school: SampleSchool, grade: number, pupils: number, period: string, firstYear: boolean): void {
    const roll = this.roll(school, grade);
    const year = Number(period.slice(0, 4));
    while (roll.length < pupils) {
      if (firstYear) roll.push(this.begin(school, grade, year, `${period}-01`, 'enrolled'));
      else if (grade === 7 && this.leavers.length > 0) roll.push(this.advanced(school, period));
      else {
        const pupil = this.begin(school, grade, year, `${year}-03-15`, 'expected', grade === 1 ? null : `g${grade}`);
        this.step(pupil.child, 'enrol', school, `${period}-01`, { grade: `g${grade}`, class: '1班' });
        roll.push(pupil);
      }
    }
  }

  month(school: SampleSchool, grade: number, moves: Moves, period: string): void {
    const roll = this.roll(school, grade);
    const key = `${school.id} ${grade}`;
    const day = (): string => this.past(`${period}-${String(this.random.between(3, 24)).padStart(2, '0')}`);
    for (let n = 0; n < moves.transferOut; n += 1) {
      const pupil = this.leave(roll);
      if (pupil) this.step(pupil.child, 'transferOut', school, day(), { to: '长治市某小学', reason: '随父母迁居' });
    }
    for (let n = 0; n < moves.absent; n += 1) {
      const pupil = this.leave(roll);
      if (!pupil) continue;
      const date = day();
      const turn = this.random.between(1, 9);
      if (turn === 1 && grade >= 7) this.step(pupil.child, 'dropOut', school, date, { why: 'weary', note: '多次劝返未归' });
      else if (turn <= 3) this.step(pupil.child, 'suspect', school, date, { since: date, why: 'weary' });
      else {
        this.step(pupil.child, 'suspend', school, date, { why: 'illness', note: '请长病假，已家访' });
        this.away.set(key, [...(this.away.get(key) ?? []), pupil]);
      }
    }
    for (let n = 0; n < moves.transferIn; n += 1) {
      const year = schoolYear(period);
      const date = day();
      const pupil = this.begin(school, grade, year, date, 'expected', `g${grade}`);
      this.step(pupil.child, 'transferIn', school, date, { from: '长治市某小学', grade: `g${grade}`, class: '1班', reason: '随父母迁回' });
      roll.push(pupil);
    }
    for (let n = 0; n < moves.other; n += 1) {
      const back = this.away.get(key)?.shift() ?? this.begin(school, grade, schoolYear(period), `${schoolYear(period)}-09-01`, 'suspended');
      this.step(back.child, 'resume', school, this.past(`${period}-25`), { note: '休学期满' });
      roll.push(back);
    }
  }

  /** Children of the coming years, until there are as many as were asked for. */
  awaited(wanted: number, year: number): void {
    const primary = this.schools.filter((school) => school.stages.includes('primary'));
    const seen = `${year}-03-15`;
    for (let ahead = 1; ahead <= 4 && (ahead === 1 || this.children.length < wanted); ahead += 1) {
      for (const school of primary) {
        const count = school.size + this.random.between(-2, 2);
        for (let n = 0; n < count && (ahead === 1 || this.children.length < wanted); n += 1) this.begin(school, 1, year + ahead, seen, 'expected', null);
      }
    }
  }

  private advanced(school: SampleSchool, period: string): Pupil {
    const near = this.leavers.findIndex((pupil) => pupil.school.parent === school.parent);
    const [pupil] = this.leavers.splice(Math.max(0, near), 1) as [Pupil];
    this.step(pupil.child, 'advance', school, `${period}-01`, { grade: 'g7', class: '1班' });
    return { ...pupil, school, grade: 7 };
  }

  /** Somebody new; at `grade` in the school year beginning in `year`. */
  private begin(school: SampleSchool, grade: number, year: number, date: string, state: string, code: string | null = `g${grade}`): Pupil {
    const serial = this.children.length + 1;
    const random: SeededRandom = seededRandom(`child ${serial}`);
    const values = sampleChild(random, this.neighbourhood(school), year - 5 - grade, serial, code, this.used);
    const child: SampleLedgerChild = { id: `${this.county.county}-child-${String(serial).padStart(5, '0')}`, steps: [] };
    child.steps.push({ kind: 'register', school, date, at: at(date, serial), state, values });
    this.children.push(child);
    return { child, school, grade };
  }

  private step(child: SampleLedgerChild, kind: string, school: SampleSchool, date: string, values: ChildValues): void {
    child.steps.push({ kind, school, date, at: at(date, child.steps.length), values });
  }

  private past(date: string): string {
    return date < this.today ? date : this.today;
  }

  private leave(roll: Pupil[]): Pupil | null {
    if (roll.length === 0) return null;
    return roll.splice(this.random.between(0, roll.length - 1), 1)[0] as Pupil;
  }

  private roll(school: SampleSchool, grade: number): Pupil[] {
    const key = `${school.id} ${grade}`;
    const roll = this.rolls.get(key) ?? [];
    this.rolls.set(key, roll);
    return roll;
  }

  private neighbourhood(school: SampleSchool): Neighbourhood {
    const township = this.county.offices.find(({ id }) => id === school.township)?.title.replace(/人民政府|办事处/, '') ?? '';
    const known =
      this.around.get(school.parent) ??
      neighbourhoodOf(
        school,
        this.county.schools.filter(({ parent }) => parent === school.parent),
        township,
      );
    this.around.set(school.parent, known);
    return known;
  }
}

const schoolYear = (period: string): number => Number(period.slice(0, 4)) - (Number(period.slice(5, 7)) < 9 ? 1 : 0);
/** In the morning, Shanghai time. */
const at = (date: string, minutes: number): Date => new Date(Date.parse(`${date}T01:00:00Z`) + (minutes % 400) * 60_000);
