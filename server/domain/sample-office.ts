// A school that does not exist, for showing a form that nobody has filled in.
import type { OfficeFacts } from './assess-context.js';
import type { FormSnapshot } from './form-snapshot.js';

/** It has every stage, so that every row of every table is shown. */
export function sampleOffice(snapshot: Pick<FormSnapshot, 'lists'>): OfficeFacts {
  const stages = Object.values(snapshot.lists).flatMap((list) => Object.values(list.codes).flatMap(({ stage }) => (stage ? [stage] : [])));
  return { id: 'sample', title: '示例学校', kind: 'school', stages: [...new Set(stages)] };
}
