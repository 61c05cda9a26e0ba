// How thousands of letters are cut into files for print: in the order in which they are handed out, each bundle below its list.
import type { IssuedLetter } from './letter.js';

/** Lines on one sheet of a cover list; eight of them may need a second line. */
export const coverRows = 28;
/** Letters in one file, about: one print of some hundreds is fast and does not take half a gigabyte. */
const perPart = 330;

export type Bundle = { title: string; from: number; to: number; letters: number; first: number };
/** `from` and `to` are places in the job's order, both included. */
export type LetterPart = { n: number; title: string; bundles: Bundle[]; from: number; to: number; letters: number; sheets: number };
type Placed = Pick<IssuedLetter, 'order' | 'bundle'>;

/** The same letters always make the same parts. @param letters in order */
export function partsOf(letters: Placed[]): LetterPart[] {
  const parts: Bundle[][] = [];
  let room = 0;
  for (const bundle of bundlesOf(letters)) {
    if (parts.length === 0 || bundle.letters > room) {
      parts.push([]);
      room = perPart;
    }
    parts.at(-1)?.push(bundle);
    room -= bundle.letters;
  }
  const cut = new Set(parts.flat().flatMap(({ title, first }) => (first > 1 ? [title] : [])));
  return parts.map((bundles, index) => ({
    n: index + 1,
    title: titleOf(bundles, cut),
    bundles,
    from: bundles[0]?.from ?? 0,
    to: bundles.at(-1)?.to ?? 0,
    letters: bundles.reduce((sum, { letters: count }) => sum + count, 0),
    sheets: bundles.reduce((sum, { letters: count }) => sum + count + Math.ceil(count / coverRows), 0),
  }));
}

/** Neighbours with the same heap; one too large for a file is cut, and says where it goes on. */
function bundlesOf(letters: Placed[]): Bundle[] {
  const bundles: Bundle[] = [];
  for (const { order, bundle } of letters) {
    const last = bundles.at(-1);
    if (last && last.title === bundle && last.letters < perPart) Object.assign(last, { to: order, letters: last.letters + 1 });
    else bundles.push({ title: bundle, from: order, to: order, letters: 1, first: last?.title === bundle ? last.first + last.letters : 1 });
  }
  return bundles;
}

/** Files of one heap would otherwise go by one name. */
function titleOf(bundles: Bundle[], cut: ReadonlySet<string>): string {
  const titles = bundles.map(({ title, first, letters }) => (cut.has(title) ? `${title}第 ${first}—${first + letters - 1} 份` : title));
  return titles.length > 2 ? `${titles[0]}……${titles.at(-1)}（${titles.length} 处）` : titles.join('、');
}
