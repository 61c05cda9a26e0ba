import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { atomTitle } from '../../../server/domain/sentence-messages.js';
import type { Term } from '../../../server/domain/sentence-terms.js';
import { NamePick } from './name-pick.js';
import { OtherPick } from './other-pick.js';
import { otherBegun } from './sentence-starts.js';

type Props = { place: ExpressionPlace; terms: Term[]; label: string; days?: boolean; onChange(terms: Term[]): void };

/** 甲 ＋ 乙 － 丙: each chosen from a list, one more at the end. */
export function TermList({ place, terms, label, days = false, onChange }: Props) {
  const of = days ? 'days' : 'numbers';
  const { t } = useTranslation();
  const signs = [
    { value: '+', label: '＋' },
    { value: '-', label: '－' },
  ];
  const put = (index: number, term: Term) => onChange(terms.map((one, at) => (at === index ? term : one)));
  return (
    <span className="terms">
      {terms.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the sum.
        <span className="term" key={index}>
          {(index > 0 || term.sign === '-') && (
            <Select
              className="term-sign"
              aria-label={t('design.formulas.signOf', { title: atomTitle(term.of, place) })}
              value={term.sign}
              options={signs}
              onChange={(sign: Term['sign']) => put(index, { ...term, sign })}
            />
          )}
          {term.of.startsWith('other(') ? (
            <OtherPick place={place} value={term.of} onChange={(of) => put(index, { ...term, of })} />
          ) : (
            <NamePick
              of={of}
              place={place}
              value={term.of}
              label={t('design.formulas.termOf', { label, n: index + 1 })}
              onChange={(of) => put(index, { ...term, of })}
            />
          )}
          {terms.length > 1 && (
            <Button
              size="small"
              type="text"
              aria-label={t('design.formulas.dropTerm', { title: atomTitle(term.of, place) })}
              onClick={() => onChange(terms.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          )}
        </span>
      ))}
      {terms[0]?.of !== '' && terms[0]?.of !== otherBegun && !days && (
        <NamePick
          // A new one for each term: what was chosen last stands in the term it became.
          key={`add ${terms.length}`}
          place={place}
          value=""
          label={t('design.formulas.addTermTo', { label })}
          placeholder={t('design.formulas.addTerm')}
          onChange={(of) => onChange([...terms, { sign: '+', of }])}
        />
      )}
    </span>
  );
}
