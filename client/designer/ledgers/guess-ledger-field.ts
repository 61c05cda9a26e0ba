// What a new field of a child's file, or of a movement, most likely holds, from its title; it can be changed beside the list.
import type { TFunction } from 'i18next';
import type { LedgerField } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { guessField, holds } from '../sheet/guess-field.js';

/** @param around definitions there are, by id */
export function guessLedgerField(title: string, around: { [id: string]: LayeredDefinition }, t: TFunction): LedgerField {
  if (holds(title, t('design.ledgers.guess.phone'))) return { type: 'string', title, format: 'phone' };
  if (holds(title, t('design.ledgers.guess.count'))) return { type: 'integer', title, minimum: 0, maximum: 99_999 };
  const { type, format, codeList } = guessField(title, true, around, t);
  if (type === 'boolean') return { type, title };
  if (codeList) return { type: 'string', title, codeList };
  if (format === 'date' || format === 'id-number') return { type: 'string', title, format };
  return type === 'integer' ? { type, title, minimum: 0, maximum: 99_999 } : { type: 'string', title, maxLength: 80 };
}
