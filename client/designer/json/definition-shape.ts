// Whether a text can be a definition at all, judged by the language itself; loaded with the view that needs it.
import { type Schema, Validator } from '@cfworker/json-schema';
import language from '../../../form-definitions/definition.schema.json' with { type: 'json' };
import { isMap, type Json, type JsonMap } from '../../../server/domain/merge-patch.js';
import { brokenAt } from './broken-at.js';

const shapes: { [kind: string]: string } = {
  report: 'ReportDefinition',
  ledger: 'LedgerDefinition',
  letter: 'LetterDefinition',
  'code-list': 'CodeListDefinition',
  life: 'LifeDefinition',
  calendar: 'CalendarDefinition',
  clause: 'ClauseDefinition',
};
const validators = new Map<string, Validator>();

/** `broken` says where the text stops being JSON, from 1. */
export type ReadText = { definition: JsonMap } | { broken: { line: number; column: number } } | { notOne: true };

/** The map a text stands for, whatever it says. */
export function readText(text: string): ReadText {
  try {
    const value = JSON.parse(text) as Json;
    return isMap(value) ? { definition: value } : { notOne: true };
  } catch {
    return { broken: placeIn(text, brokenAt(text) ?? text.length) };
  }
}

/** True when the language takes it; what it names may still be wrong. */
export function hasShape(definition: JsonMap): boolean {
  const shape = shapes[String(definition.kind)];
  if (!shape) return false;
  const known = validators.get(shape) ?? new Validator({ $ref: `#/$defs/${shape}`, $defs: language.$defs } as unknown as Schema, '2020-12', true);
  validators.set(shape, known);
  return known.validate(definition).valid;
}

function placeIn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
