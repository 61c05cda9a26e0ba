// Two school years of monthly reports for every sample school, the same every time for the same day.
import { officeFacts } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import { currentPeriod, periodsSince, schoolYearOf } from '../domain/period.js';
import type { RecordData } from '../domain/record-data.js';
import { sampleMonth } from './sample-months.js';
import type { SampleSchool } from './sample-offices.js';
import { finishedSteps, type SampleStep, unfinishedSteps } from './sample-steps.js';

export type SampleReport = { school: SampleSchool; period: string; data: RecordData; steps: SampleStep[]; begun: Date };

/** The form the sample schools fill in; others begin empty. */
const sampledForm = 'monthly-monitoring';

/** From last school year's September to the current period, which is half done; oldest first, school by school. */
export function sampleReports(form: Form, schools: SampleSchool[], now: Date): SampleReport[] {
  if (form.snapshot.definition.id !== sampledForm) return [];
  const rule = form.snapshot.definition.period;
  const current = currentPeriod(rule, now);
  const periods = periodsSince(rule, `${schoolYearOf(current) - 1}-09`, now)
    .filter((period) => period <= current)
    .reverse();
  const { life } = form.snapshot;
  return schools.flatMap((school, index): SampleReport[] => {
    let previous: RecordData | null = null;
    const reports: SampleReport[] = [];
    for (const period of periods) {
      const steps = period === current ? unfinishedSteps(life, school.id, index, period, now) : finishedSteps(life, rule, school.id, period, now);
      if (steps === null) break;
      const data = sampleMonth(form, officeFacts(school), school.size, period, previous);
      const begun = new Date((steps[0]?.at ?? now).getTime() - 3600_000);
      reports.push({ school, period, data, steps: steps.filter((step) => step.at.getTime() <= now.getTime()), begun });
      previous = data;
    }
    return reports;
  });
}
