// Draws letters with a template that has been judged: runs only in the thread of templates.
import Handlebars from 'handlebars';
import { blockHelpers, maxLetter } from './template-limits.js';

type Drawing = (context: unknown) => string;
const drawings = new Map<string, { style: string; draw: Drawing }>();

/** The template's style, which a document needs once, and each letter's own part. */
export type DrawnLetters = { style: string; bodies: string[] };

/** @param contexts plain data. @throws where a name is missing, or a letter grows beyond all measure. */
export function drawLetters(page: string, contexts: unknown[]): DrawnLetters {
  const { style, draw } = drawingOf(page);
  const bodies = contexts.map((context) => {
    const body = draw(withoutPrototypes(context));
    if (body.length > maxLetter) throw new Error('一封信太长');
    return body;
  });
  return { style, bodies };
}

function drawingOf(page: string): { style: string; draw: Drawing } {
  const known = drawings.get(page);
  if (known) return known;
  const handlebars = Handlebars.create();
  for (const helper of Object.keys(handlebars.helpers)) if (!blockHelpers.has(helper)) handlebars.unregisterHelper(helper);
  const styles: string[] = [];
  const body = page.replace(/<style>([\s\S]*?)<\/style>/g, (_, css: string) => {
    styles.push(css);
    return '';
  });
  const draw = handlebars.compile(body, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { helperMissing: false, blockHelperMissing: false, each: true, if: true, unless: true, with: false, log: false, lookup: false },
    preventIndent: true,
    explicitPartialContext: true,
  });
  const drawing = {
    style: styles.join('\n'),
    draw: (context: unknown) => draw(context, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false }),
  };
  if (drawings.size >= 50) drawings.delete(drawings.keys().next().value as string);
  drawings.set(page, drawing);
  return drawing;
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (value === null || typeof value !== 'object') return value;
  const bare: { [key: string]: unknown } = Object.create(null);
  for (const [key, one] of Object.entries(value)) bare[key] = withoutPrototypes(one);
  // Handlebars compares contexts loosely: a text beside an object without any way to become a text would end it.
  return Object.defineProperty(bare, Symbol.toPrimitive, { value: () => '' });
}
