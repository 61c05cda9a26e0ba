// What is on screen prints on the same paper as the PDF.
import type { HeaderFooter, PageSetup } from 'hucre';
import type { Sheet } from '../domain/sheet.js';

const inches = (millimetres: number): number => Math.round((millimetres / 25.4) * 1000) / 1000;

/** One page wide, as many pages long as it takes, centred, the table's header on each. @param header first and last row from 0; null for none. */
export function printSetup(paper: Sheet['paper'], header: { top: number; bottom: number } | null): PageSetup {
  return {
    paperSize: paper.size === 'A3' ? 'a3' : 'a4',
    orientation: paper.landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { top: inches(18), bottom: inches(18), left: inches(20), right: inches(20), header: inches(8), footer: inches(8) },
    ...(header ? { printTitlesRow: `$${header.top + 1}:$${header.bottom + 1}` } : {}),
  };
}

/** Small print at the left, page and pages at the right. */
export function smallPrint(text: string): HeaderFooter {
  // & begins a code there, and a figure right after a size would be read as part of it.
  return { oddFooter: `&L&9 ${text.replaceAll('&', '&&').replace(/\s+/g, ' ').slice(0, 150)}&R&9 第 &P 页，共 &N 页` };
}
