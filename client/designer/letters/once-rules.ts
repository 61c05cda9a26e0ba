// How often a child may have a letter, in words.
import type { TFunction } from 'i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition, LetterDefinition } from '../../../server/domain/definition.generated.js';
import type { Desk } from '../design-desk.js';

export type OnceRule = { key: 'ever' | 'year' | 'term' | 'stage'; text: string; title: string };

/** The rules one can choose, for each child or for each household; by stage only where the ledger knows grades. */
export function onceRules(ledger: LedgerDefinition | null, contents: Desk['contents'], t: TFunction, per: 'child' | 'household' = 'child'): OnceRule[] {
  const titleOf = (rule: 'Ever' | 'Year' | 'Term' | 'Stage'): string => t(`design.letters.${per === 'household' ? 'home' : 'once'}${rule}`);
  const grade = ledger?.meanings.grade;
  const list = grade && contents[ledger?.schema.properties[grade]?.codeList ?? ''];
  const junior = list && list.kind === 'code-list' ? byOrder(list.codes).filter(({ stage }) => stage === 'junior') : [];
  return [
    { key: 'ever', text: "'once'", title: titleOf('Ever') },
    { key: 'year', text: 'schoolYear', title: titleOf('Year') },
    { key: 'term', text: 'term', title: titleOf('Term') },
    ...(junior.length > 0
      ? [
          {
            key: 'stage' as const,
            text: `child.${grade} in [${junior.map(({ key }) => `'${key}'`).join(', ')}] ? 'junior' : 'primary'`,
            title: titleOf('Stage'),
          },
        ]
      : []),
  ];
}

/** By stage, whichever grades a letter counts to the next one. */
const byStage = /^child\.\w+ in \[[^\]]*\] \? 'junior' : 'primary'$/;

/** The rule a letter has: `any` for none, `own` for one that is in no list. */
export function ruleOf({ once }: LetterDefinition, rules: OnceRule[]): OnceRule['key'] | 'any' | 'own' {
  if (!once || once.key === "''") return 'any';
  if (byStage.test(once.key)) return rules.some(({ key }) => key === 'stage') ? 'stage' : 'own';
  return rules.find(({ text }) => text === once.key)?.key ?? 'own';
}
