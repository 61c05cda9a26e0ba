// What a new version would do to the sums above the county.
import { differences } from './definition-changes.js';
import { isMap, type Json } from './merge-patch.js';
import type { Form } from './open-form.js';
import { addedPaths } from './sums.js';

/**
 * Sentences; none when city and province sum on as before.
 * @param shared the form without the county's own layer: what all counties have in common. @param after null when the form is retired.
 */
export function sumsTouched(shared: Form | null, before: Form | null, after: Form | null): string[] {
  if (!before) return [];
  const wanted = addedPaths(shared ?? before);
  if (!after) return wanted.length > 0 ? ['停用以后，本县的数不再进入上级汇总'] : [];
  const [was, is] = [new Set(addedPaths(before)), new Set(addedPaths(after))];
  const gone = wanted.filter((path) => was.has(path) && !is.has(path));
  const titles = [...new Set(gone.map((path) => titleOf(before, path)))];
  const { definition: old } = before.snapshot;
  const { definition: now } = after.snapshot;
  const others = differences(old as unknown as Json, now as unknown as Json, [], 'report').filter(
    ({ path }) => path[0] === 'filledBy' || (path[0] === 'period' && ['every', 'except', 'windows', 'monthFrom', 'monthNamed'].includes(path[1] ?? '')),
  );
  const rules = new Set(others.map(({ path }) => path[0]));
  return [
    ...titles.map((title) => `“${title}”不再进入上级汇总`),
    ...(rules.has('filledBy') ? ['要填报的单位有变，上级汇总的口径会不同'] : []),
    ...(rules.has('period') ? ['填报的期次有变，与其他县的期次可能对不上'] : []),
    ...retitled(shared, after),
  ];
}

/** A column others sum under one name and the county under another. */
function retitled(shared: Form | null, after: Form): string[] {
  if (!shared) return [];
  return [...new Set(addedPaths(shared).map((path) => JSON.stringify([titleOf(shared, path), titleOf(after, path)])))].flatMap((pair) => {
    const [theirs, ours] = JSON.parse(pair) as [string, string];
    return ours !== '' && theirs !== ours ? [`“${ours}”在上级汇总里仍叫“${theirs}”`] : [];
  });
}

function titleOf(form: Form, path: string): string {
  const [first = '', , column] = path.split('.');
  if (column === undefined) return form.fields.find((field) => field.key === first)?.title ?? '';
  const property = form.snapshot.definition.schema.properties[first] as unknown as Json;
  const each = isMap(property) && isMap(property.each) && isMap(property.each.properties) ? property.each.properties[column] : undefined;
  return isMap(each) ? String(each.title) : '';
}
