// The express app: what every request goes through, then the table of routes, then the client's files. It does not listen.
import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Deps } from './deps.js';
import type { Actor } from './domain/office.js';
import { Problem } from './domain/problem.js';
import type { ClientFiles } from './http/client-files.js';
import { mountRoutes } from './http/mount-routes.js';
import { asProblem, problemStatus, writeProblem } from './http/problem-writer.js';
import { routes } from './http/routes.js';
import { refuseOtherSites } from './http/same-site.js';

/** @param sessions the session handler; @param client null where only the API is wanted. */
export function createApp(deps: Deps, sessions: express.RequestHandler, client: ClientFiles | null): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  // Behind a proxy of one's own the caller's address comes in a header; from anybody else that header would be a lie.
  app.set('trust proxy', deps.config.publicUrl ? 'loopback' : false);
  app.use(named(deps), headers(deps.config.publicUrl));
  app.use(
    '/api',
    (request, _response, next) => {
      refuseOtherSites(request, deps.config.publicUrl);
      next();
    },
    sessions,
  );
  mountRoutes(app, routes, deps);
  app.use('/api', () => {
    throw new Problem('NOT_FOUND', { detail: '没有这个地址' });
  });
  if (client) app.use(client);
  app.use(() => {
    throw new Problem('NOT_FOUND', { detail: '没有这个地址' });
  });
  app.use(problems(deps));
  return app;
}

/** Gives each request an id and leaves one line in the log: no names, no ids of people or offices. */
const named =
  (deps: Deps) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    response.locals.request = randomUUID();
    response.set('X-Request-Id', response.locals.request as string);
    response.on('finish', () =>
      deps.log.info(
        {
          request: response.locals.request,
          route: response.locals.route ?? request.method,
          status: response.statusCode,
          ms: Math.round(performance.now() - began),
        },
        'answered',
      ),
    );
    next();
  };

const headers = (publicUrl: string | null): express.RequestHandler => {
  const https = publicUrl?.startsWith('https:') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        // The print preview is a PDF the page has fetched itself.
        'frame-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'self'"],
        ...(https ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: https,
    // Over plain http in an office's network browsers ignore it and complain.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'same-origin' },
  });
};

const problems =
  (deps: Deps) =>
  async (thrown: unknown, _request: Request, response: Response, _next: NextFunction): Promise<void> => {
    const problem = asProblem(thrown);
    const request = response.locals.request as string;
    if (problemStatus[problem.code] >= 500) deps.log.error({ request, route: response.locals.route, err: thrown }, 'failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const actor = response.locals.actor as Actor | undefined;
    if (actor && ['FORBIDDEN', 'NOT_FOUND', 'CROSS_SITE'].includes(problem.code)) {
      await deps.store.audit
        .add({
          at: deps.clock(),
          county: actor.county,
          kind: 'refused',
          user: actor.id,
          office: actor.office.id,
          what: `${problem.code} ${String(response.locals.route ?? '')}`,
          request,
        })
        .catch((error: unknown) => deps.log.error({ request, err: error }, 'audit failed'));
    }
    writeProblem(response, problem, request);
  };
