// /healthz, and the description of the API made from the table itself.
import { openApi } from './openapi.js';
import { openRoute, type Route } from './route.js';
import { document } from './schemas.js';
import { healthView } from './view-schemas.js';

/** @param routes all routes, asked for when the description is read. */
export const healthRoutes = (routes: () => Route[]): Route[] => [
  openRoute({
    method: 'get',
    path: '/healthz',
    summary: '运行状态',
    who: 'anyone',
    answers: { 200: { description: '数据库有应答', schema: healthView } },
    async handle(_call, deps) {
      await deps.ping();
      return { json: { status: 'ok' } };
    },
  }),
  openRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: '接口说明（OpenAPI 3.1）',
    who: 'anyone',
    answers: { 200: { description: '接口说明', schema: document } },
    handle: async () => ({ json: openApi(routes()) }),
  }),
];
