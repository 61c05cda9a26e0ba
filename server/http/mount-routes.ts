// Puts the table of routes on express: who may call, what may come in, what may go out.
import express, { type Express, type Request, type Response } from 'express';
import type { Deps } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { type Judge, judgeFor, refuseDangerousKeys } from './judge-input.js';
import { present } from './present.js';
import { type Answer, type Call, isFileBody, type Route } from './route.js';
import { beginSession, endSession } from './sessions.js';
import { signedInActor } from './signed-in-actor.js';

const jsonLimit = 1024 * 1024;

export function mountRoutes(app: Express, routes: Route[], deps: Deps): void {
  const paths = new Map<string, Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  for (const [path, entries] of paths) {
    for (const route of entries) app[route.method](path, ...bodyReader(route), handlerOf(route, deps));
    const methods = entries.flatMap((route) => (route.method === 'get' ? ['GET', 'HEAD'] : [route.method.toUpperCase()]));
    app.all(path, (_request, response) => {
      response.set('Allow', methods.join(', '));
      throw new Problem('METHOD_NOT_ALLOWED');
    });
  }
}

function bodyReader(route: Route): express.RequestHandler[] {
  if (!route.body) return [];
  return [
    isFileBody(route.body)
      ? express.raw({ type: () => true, limit: route.body.limit })
      : express.json({ limit: jsonLimit, type: ['application/json', 'application/*+json'] }),
  ];
}

function handlerOf(route: Route, deps: Deps): express.RequestHandler {
  const judgeParams: Judge = judgeFor(route.params ?? { type: 'object' }, 'textual');
  const judgeQuery: Judge = judgeFor(route.query ?? { type: 'object', additionalProperties: false }, 'textual');
  const judgeBody: Judge | null = route.body && !isFileBody(route.body) ? judgeFor(route.body, 'exact') : null;
  return async (request, response) => {
    response.locals.route = `${route.method.toUpperCase()} ${route.path}`;
    const actor = await permitted(route, request, response, deps);
    const params = { ...request.params };
    const query = { ...request.query };
    judgeParams(params);
    judgeQuery(query);
    if (judgeBody) {
      refuseDangerousKeys(request.body);
      judgeBody(request.body ?? null);
    }
    const call: Call = {
      actor,
      params,
      query,
      body: route.body ? request.body : undefined,
      request: response.locals.request as string,
      address: request.ip ?? '',
      session: { signIn: (login) => beginSession(request, login, deps.clock()), signOut: () => endSession(request) },
    };
    write(response, route, await route.handle(call, deps));
  };
}

/** Signed out comes before forbidden, and both before anything is looked at. */
async function permitted(route: Route, request: Request, response: Response, deps: Deps): Promise<Actor | null> {
  if (route.who === 'anyone') return null;
  const actor = await signedInActor(request, deps);
  if (!actor) throw new Problem('SIGNED_OUT');
  response.locals.actor = actor;
  if (route.who !== 'signed-in' && !route.who.includes(actor.role)) throw new Problem('FORBIDDEN');
  return actor;
}

function write(response: Response, route: Route, answer: Answer): void {
  const status = answer.status ?? 200;
  const shape = route.answers[status];
  if (!shape) throw new Error(`${route.method} ${route.path} does not document its answer ${status}`);
  response.status(status);
  if (!('json' in answer) && !('bytes' in answer)) {
    response.end();
    return;
  }
  response.set({ 'Cache-Control': 'no-store', ...answer.headers });
  if ('json' in answer) response.json(present(shape.schema ?? {}, answer.json));
  else response.type(answer.type).send(typeof answer.bytes === 'string' ? answer.bytes : Buffer.from(answer.bytes));
}
