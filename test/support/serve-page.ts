// A small vite page, built and served from memory.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Rolldown } from 'vite';

const TYPES: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

/** @param folder a vite root with an index.html. */
export async function servePage(folder: URL, mode: 'production' | 'development' = 'development'): Promise<{ server: Server; url: string }> {
  const output = (await build({
    root: fileURLToPath(folder),
    configFile: false,
    plugins: [react()],
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    logLevel: 'error',
    build: { write: false, minify: mode === 'production', chunkSizeWarningLimit: 5000, modulePreload: false },
  })) as Rolldown.RolldownOutput;
  const files = new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname.slice(1) || 'index.html';
    const body = files.get(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'text/plain' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
