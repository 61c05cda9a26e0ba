// A sheet as HTML: the first of the two steps to paper, to be looked at by itself.
import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import type { Sheet } from '../domain/sheet.js';
import { type SheetPage, sheetPage } from './sheet-page.js';

const FOLDER = new URL('../../templates/', import.meta.url);
const PARTIALS = ['layouts/paper', 'partials/head-lines', 'partials/single-fields', 'partials/merged-table', 'partials/notes'];

let drawing: Promise<(page: SheetPage) => string> | undefined;

/** The sheet as one HTML document for print, with nothing to fetch; every text is escaped. */
export async function renderSheetHtml(sheet: Sheet): Promise<string> {
  drawing ??= compile();
  return (await drawing)(sheetPage(sheet));
}

async function compile(): Promise<(page: SheetPage) => string> {
  const handlebars = Handlebars.create();
  handlebars.unregisterHelper('lookup');
  handlebars.unregisterHelper('log');
  handlebars.registerHelper('cssText', (text: unknown) => new handlebars.SafeString(cssText(String(text))));
  for (const name of PARTIALS) handlebars.registerPartial(name, await template(name));
  return handlebars.compile<SheetPage>(await template('report/sheet'), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { cssText: true },
    preventIndent: true,
  });
}

const template = (name: string): Promise<string> => readFile(new URL(`${name}.hbs`, FOLDER), 'utf8');

// A string literal that can end neither itself nor its <style>: all but letters and digits goes in as code points.
const cssText = (text: string): string => `"${text.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\${(sign.codePointAt(0) as number).toString(16)} `)}"`;
