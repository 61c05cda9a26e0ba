// One printer for a test file. Without any browser its tests skip visibly, and fail when CI is set.
import type { Context } from 'mocha';
import { openPrinter, type Printer, type PrinterOptions } from '../../server/printing/pdf.js';
import { PrintError } from '../../server/printing/print-error.js';

const opened: Printer[] = [];

/** Closes every printer opened so far, those of failed tests too. */
export const closeTestPrinters = async (): Promise<void> => void (await Promise.all(opened.splice(0).map((printer) => printer.close())));

export async function openTestPrinter(test: Context, options: PrinterOptions = {}): Promise<Printer> {
  const chromePath = process.env.CHROME_PATH;
  const printer = await openPrinter({ ...(chromePath ? { chromePath } : {}), ...options });
  opened.push(printer);
  try {
    await printer.pdf('<p>一</p>', { size: 'A4', landscape: false });
  } catch (error) {
    if (process.env.CI || !(error instanceof PrintError && error.code === 'NO_BROWSER')) throw error;
    test.skip();
  }
  return printer;
}
