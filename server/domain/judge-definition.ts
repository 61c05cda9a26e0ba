// Judges one definition file by the meta-schema: every fault at once, in Chinese.
import Ajv2020 from 'ajv/dist/2020.js';
import type { Definition } from './definition.generated.js';
import { definitionFaults } from './definition-faults.js';
import { limitFaults, textFaults } from './definition-limits.js';
import type { JsonSchema } from './form-snapshot.js';
import type { Fault } from './problem.js';

export type JudgedDefinition = { content: Definition; faults: [] } | { content: null; faults: Fault[] };

/** @param metaSchema form-definitions/definition.schema.json. */
export function definitionJudge(metaSchema: JsonSchema): (text: string) => JudgedDefinition {
  const ajv = new Ajv2020.default({ allErrors: true, strict: false, verbose: true });
  ajv.addSchema(metaSchema, 'definition');
  const kinds = kindsIn(metaSchema);
  const judgeAs = (name: string, value: unknown) => {
    const validate = ajv.getSchema(`definition#/$defs/${name}`);
    if (!validate) throw new Error(`definition.schema.json has no ${name}`);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  return (text) => {
    const tooLong = textFaults(text);
    if (tooLong.length > 0) return { content: null, faults: tooLong };
    let content: { kind?: unknown };
    try {
      content = JSON.parse(text);
    } catch (error) {
      return { content: null, faults: [{ path: '', message: `不是完整的 JSON（${(error as Error).message}）` }] };
    }
    const limits = limitFaults(content);
    if (limits.length > 0) return { content: null, faults: limits };
    // Judged by its own kind: the meta-schema's oneOf would list the faults of all the others too.
    const kind = kinds[String(content?.kind)];
    if (!kind) return { content: null, faults: [{ path: 'kind', message: `kind 应为 ${Object.keys(kinds).join('、')} 之一` }] };
    const faults = definitionFaults(judgeAs(kind, content), judgeAs);
    return faults.length === 0 ? { content: content as Definition, faults: [] } : { content: null, faults };
  };
}

/** Names of the meta-schema's definitions by the `kind` they describe. */
function kindsIn(metaSchema: JsonSchema): { [kind: string]: string } {
  const named = (metaSchema.oneOf as { $ref: string }[]).map(({ $ref }) => $ref.slice($ref.lastIndexOf('/') + 1));
  const definitions = metaSchema.$defs as { [name: string]: { properties: { kind: { const: string } } } };
  return Object.fromEntries(named.map((name) => [definitions[name]?.properties.kind.const, name]));
}
