// A published form for programs: plain JSON Schema, TypeScript types, OpenAPI.
import { publishedForm } from '../actions/list-forms.js';
import { recordOpenApi } from '../domain/record-openapi.js';
import { type Route, signedRoute } from './route.js';
import { definitionId, document, object } from './schemas.js';

type Version = { definition: string; version: number };
const path = '/api/forms/:definition/versions/:version';
const params = object({ definition: definitionId, version: { type: 'integer', minimum: 1, maximum: 100_000 } });
/** A published version never changes. */
const forever = { 'Cache-Control': 'private, max-age=31536000, immutable' };

export const formDescriptionRoutes: Route[] = [
  signedRoute<Version>({
    method: 'get',
    path: `${path}/schema.json`,
    summary: '这一版一份表的 JSON Schema',
    who: 'signed-in',
    params,
    answers: { 200: { description: 'JSON Schema 2020-12', schema: document } },
    handle: async ({ actor, params: { definition, version } }, deps) => ({
      json: publishedForm(actor, definition, version, deps).form.snapshot.schema,
      headers: forever,
    }),
  }),
  signedRoute<Version>({
    method: 'get',
    path: `${path}/types.ts`,
    summary: '这一版一份表的 TypeScript 类型',
    who: 'signed-in',
    params,
    answers: { 200: { description: 'TypeScript', type: 'text/plain' } },
    handle: async ({ actor, params: { definition, version } }, deps) => ({
      bytes: await deps.recordTypes(publishedForm(actor, definition, version, deps).form.snapshot.schema, definition),
      type: 'text/plain',
      headers: forever,
    }),
  }),
  signedRoute<Version>({
    method: 'get',
    path: `${path}/openapi.json`,
    summary: '这一版的表在接口里的样子（OpenAPI 3.1）',
    who: 'signed-in',
    params,
    answers: { 200: { description: 'OpenAPI', schema: document } },
    handle: async ({ actor, params: { definition, version } }, deps) => ({
      json: recordOpenApi(publishedForm(actor, definition, version, deps).form.snapshot, version),
      headers: forever,
    }),
  }),
];
