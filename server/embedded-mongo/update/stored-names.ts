import { type Doc, isDocument } from '../bson/values.js';
import { checkId } from '../storage/collection.js';

/** @throws CommandError when an update would bring an `_id` that cannot be one */
export function checkStoredNames(after: Doc, before: Doc): void {
  if (after['_id'] !== before['_id'] && after['_id'] !== undefined) checkId(after['_id']);
  if (isDocument(after) && Object.hasOwn(after, '')) return;
}
