// Judges a whole definition: by the language, and by the form it would make with the definitions around it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from './deps.js';
import { formOf } from './domain/fold-packs.js';
import { definitionJudge } from './domain/judge-definition.js';

/** @param definitionsDir the folder that holds the meta-schema. */
export function definitionChecker(definitionsDir: string): Deps['checkDefinition'] {
  const judge = definitionJudge(JSON.parse(readFileSync(join(definitionsDir, 'definition.schema.json'), 'utf8')));
  return async (content, all) => {
    const { faults } = judge(JSON.stringify(content));
    if (faults.length > 0) return faults;
    return content.kind === 'report' ? formOf(content, all).faults : [];
  };
}
