// What can be set at each place of a definition, read from the meta-schema: the designer draws its forms from it.
import type { PropertyShape, Shapes } from '../domain/property-shape.js';

type Schema = {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  required?: string[];
  properties?: { [key: string]: Schema };
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
};

/** By name of the part: `Field`, `Table`; parts without a name of their own by their place, `Table.rows`, `Layout.paper.notes`. */
export function shapesOf(meta: { $defs: { [name: string]: Schema } }): Shapes {
  const shapes: Shapes = {};
  const visit = (name: string, schema: Schema): void => {
    if (schema.properties)
      shapes[name] = Object.fromEntries(
        Object.entries(schema.properties)
          .filter(([key, property]) => key !== '$schema' && !(property.const !== undefined && key === 'kind'))
          .map(([key, property]) => [key, { ...shapeOf(meta.$defs, property), ...(schema.required?.includes(key) ? { required: true } : {}) }]),
      );
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const entry = typeof property.additionalProperties === 'object' ? property.additionalProperties : property;
      if (entry.properties) visit(`${name}.${key}`, entry);
    }
  };
  for (const [name, schema] of Object.entries(meta.$defs)) visit(name, schema);
  return shapes;
}

function shapeOf(defs: { [name: string]: Schema }, property: Schema): PropertyShape {
  const name = property.$ref?.slice(property.$ref.lastIndexOf('/') + 1);
  const schema = name === undefined ? property : (defs[name] as Schema);
  if (name === 'Id') return { kind: 'id' };
  if (name === 'Key') return { kind: 'key' };
  if (name === 'Expression') return { kind: 'expression', ...limits(schema) };
  if (name === 'Day') return { kind: 'day' };
  if (name === 'Roles') return { kind: 'roles' };
  if (schema.enum) return { kind: 'choice', values: schema.enum.map(String) };
  if (schema.const === 0) return { kind: 'nought' };
  switch (schema.type) {
    case 'string':
      return { kind: 'text', ...limits(schema) };
    case 'integer':
    case 'number':
      return { kind: schema.type, ...limits(schema) };
    case 'boolean':
      return { kind: 'tick' };
    default:
      return { kind: 'part' };
  }
}

const limits = ({ minimum, maximum, minLength, maxLength, pattern }: Schema): Partial<PropertyShape> =>
  Object.fromEntries(Object.entries({ minimum, maximum, minLength, maxLength, pattern }).filter(([, value]) => value !== undefined));
