// What wording can name, by title.
import type { TFunction } from 'i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition, LetterDefinition } from '../../../server/domain/definition.generated.js';
import { letterWords } from '../../../server/domain/open-letter.js';
import type { Desk } from '../design-desk.js';

export const ledgerOf = (letter: LetterDefinition, contents: Desk['contents']): LedgerDefinition | null => {
  const ledger = contents[letter.of];
  return ledger?.kind === 'ledger' ? ledger : null;
};

/** Titles of holes by the name that stands in the text. */
export function holeTitles(letter: LetterDefinition, t: TFunction): { [key: string]: string } {
  return {
    ...Object.fromEntries(letterWords.map((word) => [word, t(`design.letters.words.${word}` as never) as string])),
    ...Object.fromEntries(
      byOrder(letter.fields)
        .filter((field) => !field.hidden)
        .map(({ key, title }) => [key, title]),
    ),
  };
}

/** Sources that are no child's. */
export const placeSources = ['school.title', 'office.title', 'county.title', 'county.bureau', 'household.names'] as const;

/** Every source a field may have, with its title, in groups. */
export function sourceGroups(ledger: LedgerDefinition | null, t: TFunction): { label: string; options: { value: string; label: string }[] }[] {
  const own = byOrder(ledger?.schema.properties).filter((field) => !field.hidden);
  return [
    { label: t('design.letters.fromLedger'), options: own.map(({ key, title }) => ({ value: `child.${key}`, label: title })) },
    {
      label: t('design.letters.fromPlaces'),
      options: placeSources.map((source) => ({ value: source, label: t(`design.letters.sources.${source.replace('.', '_')}` as never) as string })),
    },
  ];
}

/** Common contents that are worked out, as formulas. */
export function workedOut(ledger: LedgerDefinition | null, t: TFunction): { value: string; label: string }[] {
  const born = ledger?.meanings.born;
  return born ? [{ value: `age(child.${born}, date)`, label: t('design.letters.age') }] : [];
}
