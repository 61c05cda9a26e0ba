// A PDF onto canvases; what draws it is loaded when the first one is shown.

export type PdfText = { page: number; text: string };

let library: Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> | null = null;

async function load() {
  const [pdfjs, { default: worker }] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url')]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker;
  return pdfjs;
}

/** Draws every page into `place` as wide as it is; pages drawn before stay until the new ones are there. @returns what stands on each */
export async function drawPdf(bytes: Uint8Array, place: HTMLElement, stop: AbortSignal): Promise<PdfText[]> {
  library ??= load();
  const pdfjs = await library;
  // The page's rules allow no code made of text and no faces from elsewhere: letters are drawn as shapes.
  const task = pdfjs.getDocument({ data: bytes.slice(), isEvalSupported: false, disableFontFace: true, useSystemFonts: false, verbosity: 0 });
  try {
    const document = await task.promise;
    const drawn: HTMLCanvasElement[] = [];
    const texts: PdfText[] = [];
    for (let number = 1; number <= document.numPages && !stop.aborted; number++) {
      const page = await document.getPage(number);
      const wide = Math.max(place.clientWidth, 320);
      const scale = (wide / page.getViewport({ scale: 1 }).width) * Math.min(window.devicePixelRatio || 1, 2);
      const viewport = page.getViewport({ scale });
      const canvas = window.document.createElement('canvas');
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      await page.render({ canvas, viewport }).promise;
      const { items } = await page.getTextContent();
      texts.push({ page: number, text: items.map((item) => ('str' in item ? item.str : '')).join('') });
      drawn.push(canvas);
    }
    if (!stop.aborted) place.replaceChildren(...drawn);
    return texts;
  } finally {
    await task.destroy();
  }
}
