// A page that reaches nothing: no script, no network, no files; only inlined data and the product's own faces come through.
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer';
import { BODY_FACES, FONT_ORIGIN, fontFaces, fontFile } from './product-fonts.js';

const POLICY = `default-src 'none'; style-src 'unsafe-inline'; font-src ${FONT_ORIGIN} data:; img-src data:; form-action 'none'; base-uri 'none'; frame-src 'none'`;

export type SealedPage = { page: Page; close(): Promise<void> };

/** A page in a context of its own, which `close` takes away with all it held. */
export async function openSealedPage(browser: Browser): Promise<SealedPage> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  try {
    return { page: await seal(context), close: () => context.close() };
  } catch (error) {
    await context.close().catch(() => {});
    throw error;
  }
}

async function seal(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.setJavaScriptEnabled(false);
  // Interception alone lets prefetches through; offline alone lets nothing but the intercepted through.
  await page.setOfflineMode(true);
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request).catch(() => {}));
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  return page;
}

async function answer(request: HTTPRequest): Promise<void> {
  const url = request.url();
  if (url.startsWith('data:') && !request.isNavigationRequest()) return request.continue();
  if (url.startsWith(`${FONT_ORIGIN}/`) && request.resourceType() === 'font') {
    const body = await fontFile(new URL(url).pathname);
    if (body) return request.respond({ status: 200, headers: { 'access-control-allow-origin': '*' }, body });
  }
  // An aborted navigation (a meta refresh) leaves the document as it is; a blocked one would print an error page.
  return request.abort('aborted');
}

/** The document with the policy and the product's faces before anything of its own, so that nothing in it can come first. */
export async function sealedDocument(html: string): Promise<string> {
  const body = html.replace(/^\s*<!doctype[^>]*>/i, '');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${await fontFaces()}\nhtml{font-family:${BODY_FACES}}</style>${body}`;
}
