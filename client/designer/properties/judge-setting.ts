// Whether a typed setting can be taken; a sentence where it cannot, at once and at its place.
import type { TFunction } from 'i18next';
import type { Json, JsonMap } from '../../../server/domain/merge-patch.js';
import type { Setting } from './offered-settings.js';

/** @param below the entry where it is locked below, else null. @returns what is wrong, or null */
export function judgeSetting({ key, shape }: Setting, value: Json | undefined, name: string, below: JsonMap | null, t: TFunction): string | null {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
    if (shape.required) return t('design.properties.form.needed', { name });
    return below?.[key] === undefined ? null : looser(key, undefined, below, t);
  }
  if (typeof value === 'number') {
    if (shape.kind === 'integer' && !Number.isInteger(value)) return t('design.properties.form.whole');
    if (shape.minimum !== undefined && value < shape.minimum) return t('design.properties.form.atLeast', { limit: shape.minimum });
    if (shape.maximum !== undefined && value > shape.maximum) return t('design.properties.form.atMost', { limit: shape.maximum });
  }
  if (typeof value === 'string') {
    const count = [...value].length;
    if (shape.minLength !== undefined && count < shape.minLength) return t('design.properties.form.fewest', { limit: shape.minLength });
    if (shape.maxLength !== undefined && count > shape.maxLength) return t('design.properties.form.most', { limit: shape.maxLength, count });
  }
  return below === null ? null : looser(key, value, below, t);
}

function looser(key: string, value: Json | undefined, below: JsonMap, t: TFunction): string | null {
  const was = below[key];
  if (key === 'required') return was === true && value !== true ? t('design.properties.form.stillRequired') : null;
  if (typeof was !== 'number') return null;
  const now = typeof value === 'number' ? value : null;
  if (/^min/.test(key)) return now === null || now < was ? t('design.properties.form.tighterAtLeast', { limit: was }) : null;
  if (/^max/.test(key)) return now === null || now > was ? t('design.properties.form.tighterAtMost', { limit: was }) : null;
  return null;
}
