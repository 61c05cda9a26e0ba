import type { Deps } from '../deps.js';
import type { Job } from '../domain/job.js';
import type { IssuedLetter } from '../domain/letter.js';
import { type Bundle, coverRows, type LetterPart } from '../domain/letter-parts.js';
import { Problem } from '../domain/problem.js';
import { drawIssued } from './compose-letters.js';

/** One part of a job on paper, kept as a file of its own: printing it again replaces it. @throws Problem PRINT_UNAVAILABLE, or an Error where a page is missing */
export async function printPart(
  job: Pick<Job, '_id' | 'county'>,
  part: Pick<LetterPart, 'n' | 'title' | 'bundles' | 'from' | 'to' | 'letters' | 'sheets'>,
  args: { title: string; by: { id: string } },
  deps: Deps,
): Promise<{ pages: number; bytes: number }> {
  const letters = await deps.store.letters.ofJob(job.county, job._id, part.from, part.to);
  if (letters.length !== part.letters) throw new Error(`part ${part.n} of job ${job._id} has ${letters.length} letters, not ${part.letters}`);
  const drawn = await drawIssued(letters, deps);
  if (drawn.sound.includes(false)) throw new Error(`a page of part ${part.n} of job ${job._id} is not what was issued`);
  const bodies = new Map(letters.map((letter, index) => [letter.order, drawn.bodies[index] as string]));
  const sheets = part.bundles.flatMap((bundle) => {
    const own = letters.filter(({ order }) => bundle.from <= order && order <= bundle.to);
    return [...covers(bundle, own), ...own.map(({ order, state }) => ({ body: bodies.get(order) as string, mark: state === 'void' ? voidMark : '' }))];
  });
  const { bytes, pages } = await deps.letterPaper.pdf(deps.letterPaper.document(args.title, drawn.style, sheets));
  if (pages < part.sheets) throw new Error(`part ${part.n} of job ${job._id} has ${pages} pages, not ${part.sheets}`);
  await deps.store.files.put(
    { id: partFile(job._id, part.n), county: job.county, of: job._id, name: `${part.title}.pdf`, type: 'application/pdf', by: args.by.id, at: deps.clock() },
    bytes,
  );
  return { pages, bytes: bytes.byteLength };
}

/** Across a page that is void, also one that became so before its part was printed. */
export const voidMark = '已作废';

export const partFile = (job: string, n: number): string => `${job}-${n}`;

function covers(bundle: Bundle, letters: IssuedLetter[]) {
  const sheets = Math.ceil(letters.length / coverRows);
  const [first] = letters;
  return Array.from({ length: sheets }, (_, sheet) => ({
    cover: {
      title: `${bundle.title}　发放清单`,
      subtitle: `${first?.title ?? ''}　共 ${letters.length} 份${bundle.first > 1 ? `（接上册，自第 ${bundle.first} 份）` : ''}　${first?.day ?? ''}${sheets > 1 ? `　第 ${sheet + 1} 页，共 ${sheets} 页` : ''}`,
      columns: ['序号', '文号', '姓名', '村（社区）', '领取人签名', '备注'],
      rows: letters
        .slice(sheet * coverRows, (sheet + 1) * coverRows)
        .map((letter, index) => [
          String(bundle.first + sheet * coverRows + index),
          letter.serial,
          letter.childName,
          letter.village,
          '',
          letter.state === 'void' ? voidMark : '',
        ]),
      note: '信函按本清单次序排列；送达后请将回证与本清单一并交回。',
    },
  }));
}

/** Turns what the printer throws into what people read. */
export async function onPaper(html: string, deps: Deps): Promise<{ bytes: Uint8Array; pages: number }> {
  try {
    return await deps.letterPaper.pdf(html);
  } catch (error) {
    deps.log.error({ err: error }, 'printing failed');
    throw new Problem('PRINT_UNAVAILABLE');
  }
}
