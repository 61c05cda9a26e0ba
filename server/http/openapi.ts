// The OpenAPI 3.1 description, made from the table of routes: it cannot name a route that is not there, or miss one that is.
import type { JsonSchema } from '../domain/form-snapshot.js';
import { type AnswerShape, isFileBody, type Route } from './route.js';
import { problemView } from './view-schemas.js';

type Operation = { [key: string]: unknown };

export function openApi(routes: Route[]): JsonSchema {
  const paths: { [path: string]: { [method: string]: Operation } } = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '一表 Yibiao', version: '1', description: '表单、台账、函件都是数据。日期按北京时间，时刻为 UTC。' },
    paths,
    components: {
      schemas: { Problem: problemView },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'yibiao', description: '登录后得到的会话；https 下名为 __Host-yibiao' } },
    },
  };
}

function operationOf(route: Route): Operation {
  const answers = Object.entries(route.answers).map(([status, shape]) => [status, { description: shape.description, ...contentOf(shape) }]);
  const body = route.body;
  return {
    summary: route.summary,
    'x-who': route.who,
    security: route.who === 'anyone' ? [] : [{ session: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(body ? { requestBody: { required: true, content: isFileBody(body) ? { [body.file]: {} } : { 'application/json': { schema: body } } } } : {}),
    responses: {
      ...Object.fromEntries(answers),
      default: { description: '不成功：原因用中文写明', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function contentOf(shape: AnswerShape): { content?: { [type: string]: unknown } } {
  if (shape.schema) return { content: { 'application/json': { schema: shape.schema } } };
  return shape.type ? { content: { [shape.type]: {} } } : {};
}

function parametersOf(schema: JsonSchema | undefined, place: 'path' | 'query'): Operation[] {
  const required = (schema?.required ?? []) as string[];
  return Object.entries((schema?.properties ?? {}) as { [name: string]: JsonSchema }).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}
