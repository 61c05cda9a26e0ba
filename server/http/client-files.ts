// The built client from memory: compressed at build, hashed files for ever, every other path is the one page.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import type { RequestHandler } from 'express';

export type ClientFiles = RequestHandler;
type ClientFile = { plain: Buffer; br?: Buffer; gz?: Buffer; etag: string; forever: boolean };

/** @throws when the folder holds no index.html. */
export function clientFiles(folder: string): ClientFiles {
  const files = readAll(folder);
  const page = files.get('/index.html');
  if (!page) throw new Error(`${folder} holds no index.html`);
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const file = files.get(request.path) ?? (extname(request.path) === '' ? page : undefined);
    if (!file) return next();
    const encoding = file.br && request.acceptsEncodings('br') ? 'br' : file.gz && request.acceptsEncodings('gzip') ? 'gzip' : null;
    response.set({ 'Cache-Control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache', ETag: file.etag, Vary: 'Accept-Encoding' });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (encoding) response.set('Content-Encoding', encoding);
    response.type(file === page ? 'html' : extname(request.path)).send(encoding === 'br' ? file.br : encoding === 'gzip' ? file.gz : file.plain);
  };
}

function readAll(folder: string): Map<string, ClientFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const read = (name: string): Buffer | undefined => (names.includes(name) ? readFileSync(name) : undefined);
  return new Map(
    names
      .filter((name) => !/\.(br|gz)$/.test(name) && !relative(folder, name).startsWith('.'))
      .map((name) => {
        const plain = readFileSync(name);
        const path = `/${relative(folder, name).replaceAll('\\', '/')}`;
        return [
          path,
          {
            plain,
            br: read(`${name}.br`),
            gz: read(`${name}.gz`),
            etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
            forever: path.startsWith('/assets/'),
          },
        ];
      }),
  );
}
