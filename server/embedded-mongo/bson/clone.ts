import { type Doc, isDocument } from './values.js';

/** A deep copy of documents and arrays; BSON's own values are never changed in place and are shared. */
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') Object.defineProperty(copy, key, { value: cloneValue(value[key]), enumerable: true, configurable: true, writable: true });
    else copy[key] = cloneValue(value[key]);
  }
  return copy;
}
