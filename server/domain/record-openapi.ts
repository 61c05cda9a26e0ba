// An OpenAPI description of the records of one published form.
import type { FormSnapshot, JsonSchema } from './form-snapshot.js';

/** OpenAPI 3.1 with the form's own schema in the places where the general API says only “object”. */
export function recordOpenApi({ definition, schema }: FormSnapshot, version: number): JsonSchema {
  const { $schema: _, ...record } = schema;
  const place = [
    { name: 'office', in: 'path', required: true, schema: { type: 'string' }, description: '单位' },
    { name: 'period', in: 'path', required: true, schema: { type: 'string' }, description: '期次' },
  ];
  return {
    openapi: '3.1.0',
    info: { title: definition.title, version: String(version), description: definition.source ?? '' },
    paths: {
      [`/api/reports/${definition.id}/{office}/{period}`]: {
        get: {
          summary: definition.title,
          parameters: place,
          responses: {
            200: {
              description: '一个单位一期的报表；data 是表里填的内容，空着的格子不出现',
              content: {
                'application/json': { schema: { type: 'object', required: ['data'], properties: { data: { $ref: '#/components/schemas/Record' } } } },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Record: record } },
  };
}
