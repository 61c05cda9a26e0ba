// Refuses changes that another site's page asks for with our visitor's cookie.
import type { Request } from 'express';
import { Problem } from '../domain/problem.js';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @throws Problem CROSS_SITE; programs that are no browsers send neither header and have no cookies of others. */
export function refuseOtherSites(request: Request, publicUrl: string | null): void {
  if (reading.has(request.method)) return;
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('CROSS_SITE');
  const origin = request.get('Origin');
  if (origin === undefined || origin === publicUrl) return;
  if (origin !== `http://${request.get('Host')}` && origin !== `https://${request.get('Host')}`) throw new Problem('CROSS_SITE');
}
