// /api/definition-pack: everything a county changed, as one file out and in.
import { exportPack, importPack } from '../actions/definition-pack.js';
import { designers } from '../domain/permissions.js';
import { importView, packView } from './definition-schemas.js';
import { type Route, signedRoute } from './route.js';

export const definitionPackRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/definition-pack',
    summary: '导出本县的全部修改',
    who: designers,
    answers: { 200: { description: '定义包', schema: packView } },
    handle: async ({ actor }, deps) => ({
      json: await exportPack(actor, deps),
      headers: { 'Content-Disposition': `attachment; filename="yibiao-${actor.county}.json"` },
    }),
  }),
  signedRoute<unknown, unknown, Uint8Array>({
    method: 'post',
    path: '/api/definition-pack',
    summary: '导入定义包，成为草稿',
    who: designers,
    body: { file: 'application/json', limit: 8 * 1024 * 1024 },
    answers: { 200: { description: '草稿', schema: importView } },
    handle: async ({ actor, body }, deps) => ({ json: await importPack(actor, body, deps) }),
  }),
];
