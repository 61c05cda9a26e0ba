// A setting of a definition as a person would say it, formulas and conditions with the titles of what they name.
import { valueInWords } from './change-words.js';
import { titleAt } from './definition-places.js';
import { expressionPlace } from './expression-places.js';
import { readable, readableMessage } from './expression-words.js';
import { holesInWords } from './hole-words.js';
import type { LayeredDefinition } from './layers.js';
import type { Json, JsonMap } from './merge-patch.js';
import { namedOffices } from './named-offices.js';

/** Settings that hold an expression: by their own key, or by that of the map they stand in. */
const expressions = ['that', 'value', 'when', 'where', 'key', 'filledBy', 'for'];
const mapsOfThem = ['entry', 'sets'];
const isExpression = (path: string[]): boolean => expressions.includes(path.at(-1) ?? '') || mapsOfThem.includes(path.at(-2) ?? '');

/** Settings that name another definition. */
const names = ['codeList', 'life', 'calendar', 'of', 'law', 'from'];

/** What stands at a path of a definition that has passed the language; `around` are definitions it may name. */
export function settingInWords(definition: JsonMap, path: string[], value: Json | undefined, around: { [id: string]: LayeredDefinition } = {}): string {
  if (typeof value !== 'string') return valueInWords(path, value);
  const picked = path[0] === 'filledBy' ? namedOffices(value) : null;
  if (picked) return `“指定的 ${picked.length} 个单位”`;
  const whole = definition as unknown as LayeredDefinition;
  const named = names.includes(path.at(-1) ?? '') ? around[value]?.title : undefined;
  if (named) return `“${named}”`;
  const field = path[0] === 'meanings' ? titleAt(definition, ['schema', 'properties', value]) : null;
  if (field) return `“${field}”`;
  const place = isExpression(path) || (definition.kind === 'letter' && path.at(-1) === 'from') ? expressionPlace(whole, around, path) : null;
  if (place) return `“${readable(value, place)}”`;
  const told = path.at(-1) === 'message' ? expressionPlace(whole, around, [...path.slice(0, -1), 'that']) : null;
  if (told) return `“${readableMessage(value, told)}”`;
  return valueInWords(path, definition.kind === 'letter' && path.at(-1) === 'text' && path[0] !== 'template' ? holesInWords(value, [definition]) : value);
}
