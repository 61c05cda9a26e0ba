// Text of a PDF as a reader that had no part in printing it sees it.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type PdfWord = { text: string; x: number; y: number; width: number; size: number };
/** Points, from the top left corner. */
export type PdfPage = { width: number; height: number; words: PdfWord[]; text: string };

/** Every page with its words in reading order; `text` is all of them without white space. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const words: PdfWord[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const piece = { text: item.str, x: item.transform[4] as number, y: height - (item.transform[5] as number), width: item.width, size: item.height };
      const last = words.at(-1);
      // One word is many pieces where its letters come from many slices of a face.
      if (last && Math.abs(last.y - piece.y) < 1 && Math.abs(last.x + last.width - piece.x) < 1.5)
        Object.assign(last, { text: last.text + piece.text, width: piece.x + piece.width - last.x });
      else words.push(piece);
    }
    pages.push({
      width,
      height,
      words,
      text: words
        .map((word) => word.text)
        .join('')
        .replace(/\s/g, ''),
    });
  }
  await task.destroy();
  return pages;
}
