// /api/forms: the report forms of a county, frozen by version.
import { listForms, publishedForm } from '../actions/list-forms.js';
import { validatorModule } from '../domain/validator-module.js';
import { type Route, signedRoute } from './route.js';
import { definitionId, object } from './schemas.js';
import { formListView, formView } from './view-schemas.js';

type Version = { definition: string; version: number };
const versionParams = object({ definition: definitionId, version: { type: 'integer', minimum: 1, maximum: 100_000 } });
/** A published version never changes. */
const forever = { 'Cache-Control': 'private, max-age=31536000, immutable' };

export const formRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/forms',
    summary: '本县的报表',
    who: 'signed-in',
    answers: { 200: { description: '本县的报表', schema: formListView } },
    handle: async (call, deps) => ({ json: listForms(call.actor, deps) }),
  }),
  signedRoute<Version>({
    method: 'get',
    path: '/api/forms/:definition/versions/:version',
    summary: '一张报表的某一版',
    who: 'signed-in',
    params: versionParams,
    answers: { 200: { description: '已发布的定义，不再变化', schema: formView } },
    handle: async ({ actor, params }, deps) => ({
      json: { snapshot: publishedForm(actor, params.definition, params.version, deps).form.snapshot },
      headers: forever,
    }),
  }),
  signedRoute<Version>({
    method: 'get',
    path: '/api/forms/:definition/versions/:version/validator.js',
    summary: '这一版的校验程序（ES 模块）',
    who: 'signed-in',
    params: versionParams,
    answers: { 200: { description: '不用 eval 的 ajv 校验模块', type: 'text/javascript' } },
    handle: async ({ actor, params }, deps) => ({
      bytes: validatorModule(publishedForm(actor, params.definition, params.version, deps).form.snapshot),
      type: 'text/javascript',
      headers: forever,
    }),
  }),
];
