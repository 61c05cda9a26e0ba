// /api/session: signing in, who one is, signing out.
import { describeSession } from '../actions/describe-session.js';
import { signIn } from '../actions/sign-in.js';
import { openRoute, type Route, signedRoute } from './route.js';
import { object } from './schemas.js';
import { sessionView } from './view-schemas.js';

export const sessionRoutes: Route[] = [
  openRoute<unknown, unknown, { login: string; password: string }>({
    method: 'post',
    path: '/api/session',
    summary: '登录',
    who: 'anyone',
    body: object({ login: { type: 'string', minLength: 1, maxLength: 100 }, password: { type: 'string', minLength: 1, maxLength: 200 } }),
    answers: { 200: { description: '已登录', schema: sessionView } },
    async handle(call, deps) {
      const actor = await signIn(call.body.login, call.body.password, call.address, call.request, deps);
      await call.session.signIn(actor.login);
      return { json: await describeSession(actor, deps) };
    },
  }),
  signedRoute({
    method: 'get',
    path: '/api/session',
    summary: '当前登录的人',
    who: 'signed-in',
    answers: { 200: { description: '当前登录的人', schema: sessionView } },
    handle: async (call, deps) => ({ json: await describeSession(call.actor, deps) }),
  }),
  signedRoute({
    method: 'delete',
    path: '/api/session',
    summary: '退出登录',
    who: 'signed-in',
    answers: { 204: { description: '已退出' } },
    async handle(call, deps) {
      await call.session.signOut();
      await deps.store.audit.add({
        at: deps.clock(),
        county: call.actor.county,
        kind: 'sign-out',
        user: call.actor.id,
        office: call.actor.office.id,
        what: '',
        request: call.request,
      });
      return { status: 204 };
    },
  }),
];
