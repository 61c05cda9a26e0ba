import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { codesFor } from '../../../server/domain/expression-words.js';
import { type CheckSentence, type CompareSign, fieldNamed, isDay, type RequiredWhen } from '../../../server/domain/ready-sentences.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { NamePick } from './name-pick.js';
import { TermList } from './term-list.js';

type Props = { place: ExpressionPlace; sentence: CheckSentence; onChange(sentence: CheckSentence): void };

/** A rule said in one sentence; its parts are chosen. */
export function SentenceForm({ place, sentence, onChange }: Props) {
  switch (sentence.kind) {
    case 'compare':
      return <CompareForm place={place} sentence={sentence} onChange={onChange} />;
    case 'required':
      return <RequiredForm place={place} sentence={sentence} onChange={onChange} />;
    case 'change':
      return <ChangeForm place={place} sentence={sentence} onChange={onChange} />;
    case 'share':
      return <ShareForm place={place} sentence={sentence} onChange={onChange} />;
  }
}

type Of<K extends CheckSentence['kind']> = { place: ExpressionPlace; sentence: Extract<CheckSentence, { kind: K }>; onChange(sentence: CheckSentence): void };
const Line = ({ children }: { children: ReactNode }) => <div className="sentence">{children}</div>;
const compareSigns: CompareSign[] = ['==', '<=', '>=', '<', '>', '!='];

function CompareForm({ place, sentence, onChange }: Of<'compare'>) {
  const { t } = useTranslation();
  const days = isDay(sentence.left, place.scope);
  return (
    <Line>
      <NamePick
        of="numbersAndDays"
        place={place}
        value={sentence.left}
        label={t('design.formulas.left')}
        onChange={(left) => onChange({ ...sentence, left, ...(isDay(left, place.scope) === days ? {} : { terms: [{ sign: '+', of: '' }] }) })}
      />
      <Select
        className="sign-pick"
        aria-label={t('design.formulas.relation')}
        value={sentence.sign}
        popupMatchSelectWidth={false}
        options={compareSigns.map((value) => ({
          value,
          label: days ? t(`design.formulas.daySigns.${signNames[value]}`) : t(`design.formulas.signs.${signNames[value]}`),
        }))}
        onChange={(sign: CompareSign) => onChange({ ...sentence, sign })}
      />
      <TermList days={days} place={place} terms={sentence.terms} label={t('design.formulas.right')} onChange={(terms) => onChange({ ...sentence, terms })} />
    </Line>
  );
}

const signNames = { '==': 'equal', '!=': 'unequal', '<=': 'atMost', '<': 'less', '>=': 'atLeast', '>': 'more' } as const;

function RequiredForm({ place, sentence, onChange }: Of<'required'>) {
  const { t } = useTranslation();
  const { when, is, then } = sentence;
  const field = fieldNamed(when, place.scope);
  const codes = Object.entries(codesFor(when, place.codes));
  const number = field?.type === 'int' || field?.type === 'Decimal';
  const ways = number
    ? field.waits
      ? (['filled', 'positive', 'nonzero'] as const)
      : (['nonzero', 'positive'] as const)
    : field?.type === 'bool'
      ? (['ticked'] as const)
      : (['filled'] as const);
  const value = typeof is === 'object' ? `code ${is.code}` : field?.type === 'bool' ? 'ticked' : is;
  const chosen = (picked: string): RequiredWhen =>
    picked.startsWith('code ') ? { code: picked.slice(5) } : picked === 'ticked' ? 'filled' : (picked as RequiredWhen);
  return (
    <Line>
      <span>{t('design.formulas.if')}</span>
      <NamePick
        of="cells"
        place={place}
        value={when}
        label={t('design.formulas.whenCell')}
        onChange={(next) => {
          const now = fieldNamed(next, place.scope);
          const plain = (now?.type === 'int' || now?.type === 'Decimal') && !now.waits;
          onChange({ ...sentence, when: next, is: plain ? 'nonzero' : 'filled' });
        }}
      />
      <Select
        className="sign-pick"
        aria-label={t('design.formulas.whenHow')}
        value={value}
        popupMatchSelectWidth={false}
        options={[
          ...ways.map((way) => ({ value: way, label: t(`design.formulas.when.${way}`) })),
          ...codes.map(([code, title]) => ({ value: `code ${code}`, label: t('design.formulas.whenIs', { title }) })),
        ]}
        onChange={(picked: string) => onChange({ ...sentence, is: chosen(picked) })}
      />
      <span>{t('design.formulas.then')}</span>
      <NamePick of="cells" place={place} value={then} label={t('design.formulas.thenCell')} onChange={(next) => onChange({ ...sentence, then: next })} />
      <span>{t('design.formulas.mustFill')}</span>
    </Line>
  );
}

function ChangeForm({ place, sentence, onChange }: Of<'change'>) {
  const { t } = useTranslation();
  return (
    <Line>
      <NamePick place={place} value={sentence.of} label={t('design.formulas.left')} onChange={(of) => onChange({ ...sentence, of })} />
      <span>{t('design.formulas.comparedWith')}</span>
      <Select
        className="sign-pick"
        aria-label={t('design.formulas.earlier')}
        value={sentence.than}
        popupMatchSelectWidth={false}
        options={[
          { value: 'previous', label: t('design.formulas.groupBefore') },
          { value: 'lastYear', label: t('design.formulas.groupLastYear') },
        ]}
        onChange={(than) => onChange({ ...sentence, than })}
      />
      <Select
        className="sign-pick"
        aria-label={t('design.formulas.changeWay')}
        value={sentence.way}
        popupMatchSelectWidth={false}
        options={(['either', 'less', 'more'] as const).map((value) => ({ value, label: t(`design.formulas.changedBy.${value}`) }))}
        onChange={(way) => onChange({ ...sentence, way })}
      />
      <Percent value={sentence.percent} onChange={(percent) => onChange({ ...sentence, percent })} />
      <span>{t('design.formulas.explainIt')}</span>
    </Line>
  );
}

function ShareForm({ place, sentence, onChange }: Of<'share'>) {
  const { t } = useTranslation();
  return (
    <Line>
      <TermList place={place} terms={sentence.over} label={t('design.formulas.over')} onChange={(over) => onChange({ ...sentence, over })} />
      <span>{t('design.formulas.shareOf')}</span>
      <TermList place={place} terms={sentence.under} label={t('design.formulas.under')} onChange={(under) => onChange({ ...sentence, under })} />
      <Select
        className="sign-pick"
        aria-label={t('design.formulas.relation')}
        value={sentence.sign}
        options={(['<=', '>='] as const).map((value) => ({ value, label: t(`design.formulas.signs.${signNames[value]}`) }))}
        onChange={(sign) => onChange({ ...sentence, sign })}
      />
      <Percent value={sentence.percent} onChange={(percent) => onChange({ ...sentence, percent })} />
    </Line>
  );
}

function Percent({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useTranslation();
  return (
    <Input
      className="percent"
      aria-label={t('design.formulas.percent')}
      value={value}
      suffix="%"
      inputMode="decimal"
      onChange={({ target }) => /^\d{0,4}(\.\d{0,4})?$/.test(target.value) && onChange(target.value)}
    />
  );
}
