// The last whitelist: an answer leaves with the fields its route names and no others.
import type { JsonSchema } from '../domain/form-snapshot.js';

/** A copy of `value` with only what the schema lists; a document (an object without listed properties) goes whole. */
export function present(schema: JsonSchema, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const choices = schema.anyOf as JsonSchema[] | undefined;
  if (choices) return present(choices.find((choice) => fits(choice, value)) ?? {}, value);
  if (Array.isArray(value)) return schema.items ? value.map((item) => present(schema.items as JsonSchema, item)) : value;
  const properties = schema.properties as { [key: string]: JsonSchema } | undefined;
  const values = schema.additionalProperties;
  if (properties)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key in properties)
        .map(([key, inner]) => [key, present(properties[key] as JsonSchema, inner)]),
    );
  if (values !== null && typeof values === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, present(values as JsonSchema, inner)]));
  return value;
}

const fits = (schema: JsonSchema, value: object): boolean => schema.type === (Array.isArray(value) ? 'array' : 'object');
