// TypeScript types of the records of one published form, for whoever reads them with a program.
import type { JsonSchema } from '../domain/form-snapshot.js';

/** Source text with one exported interface; `name` becomes its name in PascalCase. The library is large and only loaded when asked for. */
export async function recordTypes(schema: JsonSchema, name: string): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  return compile(untitled(schema), name, {
    additionalProperties: false,
    bannerComment: `/* ${String(schema.title ?? name)}：由已发布的定义生成，请勿修改。 */`,
    $refOptions: { resolve: { external: false } },
  });
}

/** Titles become descriptions: the library would make names of types of them, and Chinese ones come out as NoName. */
function untitled({ title, description, $schema: _, ...schema }: JsonSchema): JsonSchema {
  const words = [title, description].filter((one) => typeof one === 'string').join('：');
  const { properties, items } = schema as { properties?: { [key: string]: JsonSchema }; items?: JsonSchema };
  return {
    ...schema,
    ...(words ? { description: words } : {}),
    ...(properties ? { properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, untitled(one)])) } : {}),
    ...(items ? { items: untitled(items) } : {}),
  };
}
