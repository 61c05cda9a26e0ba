import type { ClauseDefinition } from '../../../server/domain/definition.generated.js';
import { articleTitle } from '../../../server/domain/law-text.js';
import type { Beginning } from './beginning.js';

/** One edition of one article, into which the whole text is pasted. */
export const blankLaw = ({ id, title, today, say }: Beginning): ClauseDefinition => ({
  id,
  kind: 'clause',
  version: 1,
  title,
  editions: { e1: { title: say('edition'), passed: today, from: today, articles: { a1: { title: articleTitle(1), text: say('article') } } } },
});
