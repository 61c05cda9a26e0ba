import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** A list of one code to be renamed. */
export const blankCodeList = ({ id, title, say }: Beginning): CodeListDefinition => ({
  id,
  kind: 'code-list',
  version: 1,
  title,
  codes: { c1: { title: say('code') } },
});
