import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** The one code a new list begins with, since a list may not be empty: whatever is added first takes its place. */
export const firstCode = 'c1';

/** A list of one code, there only until another is added. */
export const blankCodeList = ({ id, title, say }: Beginning): CodeListDefinition => ({
  id,
  kind: 'code-list',
  version: 1,
  title,
  codes: { [firstCode]: { title: say('code') } },
});
