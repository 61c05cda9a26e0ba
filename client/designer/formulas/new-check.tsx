import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Check, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { rulePlace } from '../../../server/domain/rule-place.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { CheckEditor } from './check-editor.js';
import { tableChoices } from './rule-places.js';
import { type CheckStart, checkStarts } from './sentence-starts.js';
import { StartChoice } from './start-choice.js';

/** A check that is being made: first what kind of sentence, then its parts. It is part of the form once it is complete. */
export function NewCheck() {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, select } = useDesk<ReportDefinition>();
  const [choosing, setChoosing] = useState(false);
  const [fresh, setFresh] = useState<{ start: CheckStart; check: Check } | null>(null);
  const begin = (key: string) => {
    const start: CheckStart = checkStarts.find((one) => one.key === key) ?? { key, sentence: null };
    const table = start.whole ? undefined : tableChoices(definition)[0]?.value;
    setFresh({ start, check: { ...(table ? { each: table } : {}), level: start.warning ? 'warning' : 'error', that: '', message: '' } });
    setChoosing(false);
  };
  const add = async () => {
    if (!fresh) return;
    const key = await keyFor(t('design.formulas.checksTitle'), prefix, Object.keys(definition.checks ?? {}));
    edit(t('design.formulas.steps.addCheck'), (now) => setAt(now, ['checks', key], fresh.check));
    setFresh(null);
    select(null);
  };
  if (choosing) {
    const starts = checkStarts.map(({ key }) => ({
      key,
      title: t(`design.formulas.checkStarts.${key}.title`),
      example: t(`design.formulas.checkStarts.${key}.example`),
    }));
    return <StartChoice label={t('design.formulas.addCheck')} starts={starts} onPick={begin} onClose={() => setChoosing(false)} />;
  }
  if (!fresh)
    return (
      <Button type="primary" onClick={() => setChoosing(true)}>
        {t('design.formulas.addCheck')}
      </Button>
    );
  return (
    <section className="rule-card rule-open" aria-label={t('design.formulas.addCheck')}>
      <CheckEditor
        report={definition}
        check={fresh.check}
        start={fresh.start.sentence}
        place={rulePlace(definition, contents, 'checks', 'new', fresh.check)}
        onChange={(check) => setFresh({ ...fresh, check })}
      />
      <div className="rule-add">
        <Button type="primary" disabled={fresh.check.that.trim() === '' || fresh.check.message.trim() === ''} onClick={() => void add()}>
          {t('design.formulas.addThis')}
        </Button>
        <Button onClick={() => setFresh(null)}>{t('design.formulas.notAdd')}</Button>
      </div>
    </section>
  );
}
