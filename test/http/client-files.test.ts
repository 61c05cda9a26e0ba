// The built client: compressed files, hashed names for ever, one page for every other address.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import express from 'express';
import { clientFiles } from '../../server/http/client-files.js';

describe('client files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yibiao-client-'));
  const script = 'export const words = "一表";';
  let server: Server;
  let url: string;
  before(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>一表</title>');
    writeFileSync(join(folder, '.built-from'), 'secret');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), script);
    writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(script));
    writeFileSync(join(folder, 'assets', 'main-abc123.js.gz'), gzipSync(script));
    const app = express()
      .use(clientFiles(folder))
      .use((_request, response) => {
        response.status(404).end();
      });
    server = await new Promise<Server>((resolve) => {
      const one = app.listen(0, '127.0.0.1', () => resolve(one));
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });

  it('are sent as the browser can take them, and kept for ever when their names are hashed', async () => {
    for (const [accepted, sent] of [
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const reply = await get('/assets/main-abc123.js', { 'accept-encoding': accepted });
      expect(reply.headers.get('content-encoding'), accepted).to.equal(sent);
      expect(reply.headers.get('content-type')).to.match(/javascript/);
      expect(reply.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      expect(await reply.text()).to.equal(script);
    }
  });

  it('are one page for every address of the client, asked for anew each time', async () => {
    const page = await get('/reports/monthly-monitoring/ps-s01/2026-10');
    expect([page.status, page.headers.get('cache-control')]).to.deep.equal([200, 'no-cache']);
    expect(await page.text()).to.include('一表');
    // fetch would ask past every cache as soon as it is given a tag.
    const again = await new Promise<number | undefined>((resolve) =>
      request(url, { headers: { 'if-none-match': page.headers.get('etag') as string } }, (reply) => resolve(reply.resume().statusCode)).end(),
    );
    expect(again).to.equal(304);
  });

  it('are nothing else: no missing file, no stamp, nothing outside', async () => {
    for (const path of ['/assets/missing.js', '/.built-from', '/assets/..%2f..%2fpackage.json', '/assets/main-abc123.js.br']) {
      const reply = await get(path);
      const said = await reply.text();
      expect(said, path).to.not.include('secret').and.not.include('"name"');
      if (path !== '/.built-from') expect(reply.status, path).to.equal(404);
    }
  });
});
