// Many letters as one document: each on a sheet of its own, with the cover lists of their bundles between them.
import Handlebars from 'handlebars';
import { type Printer, pageCount } from './pdf.js';

/** Lines of a cover list, in the order in which the letters lie below it. */
export type Cover = { title: string; subtitle: string; columns: string[]; rows: string[][]; note: string };
/** `mark` is drawn across this sheet alone. */
export type LetterSheet = { cover: Cover } | { body: string; mark?: string };

const paper = `@page { size: A4; margin: 0; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #000; font: 12pt/1.5 "FangSong", "FZFangSong-Z02", "FandolFang", "Yibiao Latin", "LXGW WenKai", "Noto Serif SC"; overflow-wrap: anywhere; }
.sheet { position: relative; box-sizing: border-box; width: 210mm; min-height: 296.6mm; padding: 15mm 24mm 8mm 26mm; display: flex; flex-direction: column; break-after: page; box-decoration-break: clone; }
.sheet:last-child { break-after: auto; }
.sheet > .mark { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; pointer-events: none; }
.sheet > .mark span { transform: rotate(-35deg); font: 700 40mm/1 "Noto Serif SC"; letter-spacing: .2em; color: #00000012; }
.cover { display: block; padding: 16mm 16mm 10mm 20mm; }
.cover h1 { margin: 0; font: 700 18pt/1.5 "Noto Serif SC"; text-align: center; }
.cover .sub { margin: 1mm 0 4mm; text-align: center; font-size: 11pt; }
.cover table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 10.5pt; line-height: 1.3; }
.cover th, .cover td { border: .75pt solid #000; padding: .9mm 1.5mm; text-align: center; font-weight: 400; }
.cover th { font: 700 10.5pt/1.3 "Noto Serif SC"; }
.cover thead { display: table-header-group; }
.cover tr { break-inside: avoid; }
.cover thead .title { border: 0; padding: 0; font-weight: 400; }
.cover col:nth-child(1) { width: 11mm; }
.cover col:nth-child(2) { width: 52mm; }
.cover col:nth-child(3) { width: 36mm; }
.cover col:nth-child(5) { width: 33mm; }
.cover col:nth-child(6) { width: 18mm; }
.cover .note { margin: 3mm 0 0; font-size: 10pt; }`;

/** One document for print. @param mark drawn across every sheet, such as 样张; '' for none. */
export function letterDocument(title: string, style: string, sheets: LetterSheet[], mark = ''): string {
  const drawn = sheets.map((sheet) =>
    'cover' in sheet ? coverHtml(sheet.cover) : `<article class="sheet">${markHtml(sheet.mark || mark)}${sheet.body}</article>`,
  );
  return `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${paper}\n@scope (article.sheet) {\n${style}\n}</style></head><body>${drawn.join('\n')}</body></html>`;
}

/** Prints a document of letters and counts its pages. @throws PrintError */
export async function letterPdf(printer: Pick<Printer, 'pdf'>, html: string): Promise<{ bytes: Uint8Array; pages: number }> {
  const bytes = await printer.pdf(html, { size: 'A4', landscape: false });
  return { bytes, pages: pageCount(bytes) };
}

/** The title is part of the head of the table, so that a list too long for its sheet (long names need two lines) says on the next one what it is. */
function coverHtml(cover: Cover): string {
  const cells = (tag: string, texts: string[]): string => texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
  return `<section class="sheet cover"><table><colgroup>${cover.columns.map(() => '<col>').join('')}</colgroup><thead><tr><th class="title" colspan="${cover.columns.length}"><h1>${escaped(cover.title)}</h1><p class="sub">${escaped(cover.subtitle)}</p></th></tr><tr>${cells('th', cover.columns)}</tr></thead><tbody>${cover.rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('')}</tbody></table><p class="note">${escaped(cover.note)}</p></section>`;
}

const markHtml = (mark: string): string => (mark ? `<div class="mark"><span>${escaped(mark)}</span></div>` : '');
const escaped = (text: string): string => Handlebars.Utils.escapeExpression(text);
