// Changes of a law, and what they mean for the letters that quote it.
import type { ClauseDefinition, ClauseEdition, LetterDefinition } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { setAt } from '../edit-tree.js';

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The earlier edition ends the day before the new one begins. */
export function newEdition(law: ClauseDefinition, copied: string, key: string, words: Pick<ClauseEdition, 'title' | 'passed' | 'from'>): ClauseDefinition {
  const before = law.editions[copied];
  const made = setAt(law, ['editions', key], { ...words, articles: before?.articles ?? {} });
  return before && (before.until === undefined || before.until >= words.from) ? setAt(made, ['editions', copied, 'until'], dayBefore(words.from)) : made;
}

export type Quotation = { letter: string; title: string; article: string; articleTitle: string; change: 'same' | 'changed' | 'gone' };

/** Articles that letters quote, and what the newest edition made of them. */
export function quotationsOf(law: ClauseDefinition, contents: { [id: string]: LayeredDefinition }): Quotation[] {
  const editions = Object.values(law.editions).sort((a, b) => (a.from < b.from ? 1 : -1));
  const [newest, before] = editions;
  const letters = Object.values(contents).filter((one): one is LetterDefinition => one.kind === 'letter' && !one.hidden);
  return letters.flatMap((letter) =>
    Object.values(letter.clauses ?? {}).flatMap((clause): Quotation[] => {
      if (clause.hidden || clause.law !== law.id) return [];
      const [now, was] = [newest?.articles[clause.article], before?.articles[clause.article]];
      const known = now ?? editions.map(({ articles }) => articles[clause.article]).find(Boolean);
      const change = !now ? 'gone' : was && was.text !== now.text ? 'changed' : 'same';
      return [{ letter: letter.id, title: letter.title, article: clause.article, articleTitle: known?.title ?? clause.article, change }];
    }),
  );
}
