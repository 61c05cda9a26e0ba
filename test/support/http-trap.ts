// A server on this machine that must not be reached, and writes down who reached it: over http and, for what never speaks, as a bare connection.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HttpTrap = { origin: string; caught: string[]; close(): Promise<void> };

export async function openHttpTrap(): Promise<HttpTrap> {
  const caught: string[] = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.end('<p>INSIDE</p>');
  });
  server.on('connection', () => caught.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, caught, close };
}
