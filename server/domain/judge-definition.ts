// Judges one definition file by the meta-schema: every fault at once, in Chinese.
import Ajv2020 from 'ajv/dist/2020.js';
import type { Definition } from './definition.generated.js';
import type { JsonSchema } from './form-snapshot.js';
import type { Fault } from './problem.js';
import { schemaFaults } from './schema-faults.js';

export type JudgedDefinition = { content: Definition; faults: [] } | { content: null; faults: Fault[] };

const kinds: { [kind: string]: string } = {
  report: 'ReportDefinition',
  'code-list': 'CodeListDefinition',
  life: 'LifeDefinition',
  county: 'CountyDefinition',
  city: 'CityDefinition',
  province: 'ProvinceDefinition',
  calendar: 'CalendarDefinition',
  overlay: 'OverlayDefinition',
};

/** @param metaSchema form-definitions/definition.schema.json. */
export function definitionJudge(metaSchema: JsonSchema): (text: string) => JudgedDefinition {
  const ajv = new Ajv2020.default({ allErrors: true, strict: false });
  ajv.addSchema(metaSchema, 'definition');
  return (text) => {
    let content: { kind?: unknown };
    try {
      content = JSON.parse(text);
    } catch (error) {
      return { content: null, faults: [{ path: '', message: `不是完整的 JSON（${(error as Error).message}）` }] };
    }
    // Judged by its own kind: the meta-schema's oneOf would list the faults of all the others too.
    const kind = kinds[String(content?.kind)];
    if (!kind) return { content: null, faults: [{ path: 'kind', message: `kind 应为 ${Object.keys(kinds).join('、')} 之一` }] };
    const validate = ajv.getSchema(`definition#/$defs/${kind}`);
    if (!validate) throw new Error(`definition.schema.json has no ${kind}`);
    return validate(content) ? { content: content as Definition, faults: [] } : { content: null, faults: schemaFaults(validate.errors ?? []) };
  };
}
