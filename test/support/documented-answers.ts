// Holds answers against the API's own description, so that it cannot lie.
import Ajv2020 from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { openApi } from '../../server/http/openapi.js';
import { routes } from '../../server/http/routes.js';
import type { Reply } from './server.js';

type Operation = { responses: Record<string, { content?: Record<string, { schema?: object }> }> };

const described = openApi(routes) as { paths: Record<string, Record<string, Operation>>; components: object };
const ajv = new Ajv2020.default({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'api', ...described });

/** The status is documented and the body is exactly what the description says. */
export function expectDocumented(method: string, path: string, reply: Reply<unknown>): void {
  const template = path.replace(/:(\w+)/g, '{$1}');
  const operation = described.paths[template]?.[method];
  expect(operation, `${method} ${path} is not described`).to.not.equal(undefined);
  const type = (reply.headers.get('content-type') ?? '').split(';')[0] as string;
  const key = operation?.responses[String(reply.status)] ? String(reply.status) : 'default';
  const content = operation?.responses[key]?.content;
  if (!content) {
    expect(reply.text).to.equal('');
    return;
  }
  expect(Object.keys(content), `${method} ${path} ${reply.status}`).to.include(type);
  if (!content[type]?.schema) return;
  const pointer = ['paths', template, method, 'responses', key, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.getSchema(`api#/${pointer}`);
  expect(validate?.(reply.body), `${method} ${path} ${reply.status}: ${JSON.stringify(validate?.errors)}`).to.equal(true);
}
