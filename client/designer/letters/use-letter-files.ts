import { useQuery } from '@tanstack/react-query';
import type { ClauseDefinition } from '../../../server/domain/definition.generated.js';
import { designApi } from '../design-api.js';

/** The product's letter pages and the laws with their texts; long, so they come only with letters. */
export const useLetterFiles = () => useQuery({ queryKey: ['design', 'letter-files'], queryFn: designApi.letterFiles, staleTime: 60_000 });

export type ArticleFound = { law: string; title: string; text: string; passed: string; from: string; until: string; key: string };

/** An article in the edition in force on a day, else in the newest that has it. */
export function articleIn(law: ClauseDefinition | undefined, article: string, day: string): (ArticleFound & { isInForce: boolean }) | null {
  const having = Object.values(law?.editions ?? {}).filter((edition) => edition.articles[article]);
  const valid = having.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
  const edition = (valid.length > 0 ? valid : having).reduce<(typeof having)[number] | null>(
    (newest, one) => (newest && newest.from > one.from ? newest : one),
    null,
  );
  const found = edition?.articles[article];
  if (!law || !edition || !found) return null;
  const { passed, from, until = '' } = edition;
  return { law: law.title, title: found.title, text: found.text, passed, from, until, key: article, isInForce: valid.length > 0 };
}

export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
