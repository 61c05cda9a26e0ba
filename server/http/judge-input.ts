// Judges what comes in against a route's schemas: every fault at once, in Chinese.
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../domain/form-snapshot.js';
import { Problem } from '../domain/problem.js';
import { schemaFaults } from '../domain/schema-faults.js';

/** Parameters and queries arrive as text, so numbers in them are read from it; bodies are taken as they are. */
const textual = new Ajv2020.default({ allErrors: true, allowUnionTypes: true, coerceTypes: true, useDefaults: true });
const exact = new Ajv2020.default({ allErrors: true, allowUnionTypes: true });

export type Judge = (value: unknown) => void;

/** @returns a check that throws Problem BAD_REQUEST; `textual` values are changed in place to their types and defaults. */
export function judgeFor(schema: JsonSchema, kind: 'textual' | 'exact'): Judge {
  const validate: ValidateFunction = (kind === 'textual' ? textual : exact).compile(schema);
  return (value) => {
    if (validate(value)) return;
    throw new Problem('BAD_REQUEST', { errors: schemaFaults(validate.errors ?? []) });
  };
}

/** @throws Problem BAD_REQUEST when a key could reach a prototype or be read as an operator of the database. */
export function refuseDangerousKeys(value: unknown, path = '', depth = 0): void {
  if (value === null || typeof value !== 'object') return;
  // Nothing here is ever that deep; whatever walks it next must not overflow.
  if (depth > 64) throw new Problem('BAD_REQUEST', { detail: '内容的层次太深' });
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    if (key.startsWith('$') || ['__proto__', 'constructor', 'prototype'].includes(key))
      throw new Problem('BAD_REQUEST', { errors: [{ path: at, message: `不能使用“${key}”这个名称` }] });
    refuseDangerousKeys(inner, at, depth + 1);
  }
}
