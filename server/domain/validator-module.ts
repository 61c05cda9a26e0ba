// A form's JSON Schema as a standalone validator module: it runs where eval is forbidden.
import Ajv2020 from 'ajv/dist/2020.js';
import equalModule from 'ajv/dist/runtime/equal.js';
import ucs2lengthModule from 'ajv/dist/runtime/ucs2length.js';
import standalone from 'ajv/dist/standalone/index.js';
import type { FormSnapshot } from './form-snapshot.js';

/** Options of rjsf's own ajv, so that page and server judge alike. */
const judging = { allErrors: true, multipleOfPrecision: 8, strict: false } as const;

/** A day of the calendar, leap years included. As a pattern it is written into the module; a function would have to be imported. */
const day =
  /^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$/;

const compiled = new WeakMap<FormSnapshot, string>();

/** ES module whose default export is ajv's validate function; made once per published version. */
export function validatorModule(snapshot: FormSnapshot): string {
  const known = compiled.get(snapshot);
  if (known) return known;
  const ajv = new Ajv2020.default({ ...judging, code: { source: true, esm: true }, formats: { date: day } });
  const code = inlined(standalone.default(ajv, ajv.compile(snapshot.schema)));
  compiled.set(snapshot, code);
  return code;
}

/** ajv's code asks for two small functions of its runtime: here they come along. */
function inlined(code: string): string {
  const module = code
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', `(${source(ucs2lengthModule)})`)
    .replaceAll('require("ajv/dist/runtime/equal").default', `(${source(equalModule)})`);
  if (/\brequire\(/.test(module)) throw new Error('the validator module is not self-contained');
  return module;
}

/** Text of a function of ajv's runtime, which loaders hand over with or without its `default` around it. */
const source = (module: unknown): string => String((module as { default?: unknown }).default ?? module);
