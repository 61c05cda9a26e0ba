// /api/todo: what waits for whoever is signed in.
import { listTodo } from '../actions/list-todo.js';
import { reportReaders } from '../domain/permissions.js';
import { type Route, signedRoute } from './route.js';
import { todoView } from './view-schemas.js';

export const todoRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/todo',
    summary: '待办：要填的、要改的、要审的、还没交的',
    who: reportReaders,
    answers: { 200: { description: '待办，最急的在前', schema: todoView } },
    handle: async ({ actor }, deps) => ({ json: await listTodo(actor, deps) }),
  }),
];
