// Short ways to write strict JSON Schemas: every key named, no other let in or out.
import type { JsonSchema } from '../domain/form-snapshot.js';
import { periodPattern } from '../domain/period-key.js';

type Properties = { [key: string]: JsonSchema };

/** An object with exactly these keys; those in `optional` may be absent. */
export const object = (properties: Properties, optional: Properties = {}): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});
export const list = (items: JsonSchema, limits: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...limits });
export const map = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const oneOf = (...values: (string | null)[]): JsonSchema => ({ enum: values });

export const text: JsonSchema = { type: 'string' };
export const whole: JsonSchema = { type: 'integer' };
export const yesNo: JsonSchema = { type: 'boolean' };
/** Any JSON, where the thing itself is a document with a schema of its own. */
export const document: JsonSchema = { type: 'object' };

export const definitionId: JsonSchema = { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 };
export const officeId: JsonSchema = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 };
export const periodKey: JsonSchema = { type: 'string', pattern: periodPattern, maxLength: 40 };
export const actionKey: JsonSchema = { type: 'string', pattern: '^[a-z][A-Za-z0-9_]*$', maxLength: 40 };
