import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { languageFor } from '../../../server/domain/expression-environment.js';
import { compileExpression } from '../../../server/domain/expressions.js';
import { isTable } from '../../../server/domain/record-data.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { rulePlace } from '../../../server/domain/rule-place.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { FormulaEditor } from './formula-editor.js';
import { tableChoices } from './rule-places.js';
import { type FormulaStart, formulaStarts } from './sentence-starts.js';
import { StartChoice } from './start-choice.js';

/** A formula that is being made; it is part of the form once it is complete. What is shown below the sheet is computed again in sums. */
export function NewFormula() {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, select } = useDesk<ReportDefinition>();
  const [choosing, setChoosing] = useState(false);
  const [fresh, setFresh] = useState<{ start: FormulaStart; formula: Formula } | null>(null);
  const begin = (key: string) => {
    const start: FormulaStart = formulaStarts.find((one) => one.key === key) ?? { key, sentence: null };
    const table = tableChoices(definition)[0]?.value;
    setFresh({
      start,
      formula: { title: '', value: '', ...(start.row && table ? { each: table } : {}), ...(start.percent ? { show: 'percent', digits: 2 } : {}) },
    });
    setChoosing(false);
  };
  const add = async () => {
    if (!fresh) return;
    const { formula } = fresh;
    const { each, to } = formula;
    const key = await keyFor(formula.title, prefix, [...Object.keys(definition.formulas ?? {}), ...Object.keys(definition.schema.properties)]);
    const makesColumn = each !== undefined && to === undefined;
    const table = each === undefined ? undefined : definition.schema.properties[each];
    const column = table && isTable(table) ? await keyFor(formula.title, prefix, Object.keys(table.each.properties)) : '';
    const type = typeOf(formula, rulePlace(definition, contents, 'formulas', 'new', formula));
    edit(t('design.formulas.steps.addFormula'), (now) => {
      const added = setAt(now, ['formulas', key], makesColumn ? { ...formula, to: column } : formula);
      if (makesColumn) return withColumn(added, each, column, formula.title, type);
      if (to !== undefined) return added;
      return setAt(added, ['sums', key], 'again');
    });
    setFresh(null);
    select(null);
  };
  if (choosing) {
    const starts = formulaStarts.map(({ key }) => ({
      key,
      title: t(`design.formulas.formulaStarts.${key}.title`),
      example: t(`design.formulas.formulaStarts.${key}.example`),
    }));
    return <StartChoice label={t('design.formulas.addFormula')} starts={starts} onPick={begin} onClose={() => setChoosing(false)} />;
  }
  if (!fresh)
    return (
      <Button type="primary" onClick={() => setChoosing(true)}>
        {t('design.formulas.addFormula')}
      </Button>
    );
  return (
    <section className="rule-card rule-open" aria-label={t('design.formulas.addFormula')}>
      <FormulaEditor
        report={definition}
        formula={fresh.formula}
        start={fresh.start.sentence}
        fresh
        place={rulePlace(definition, contents, 'formulas', 'new', fresh.formula)}
        onChange={(formula) => setFresh({ ...fresh, formula })}
      />
      <div className="rule-add">
        <Button type="primary" disabled={fresh.formula.title.trim() === '' || fresh.formula.value.trim() === ''} onClick={() => void add()}>
          {t('design.formulas.addThis')}
        </Button>
        <Button onClick={() => setFresh(null)}>{t('design.formulas.notAdd')}</Button>
      </div>
    </section>
  );
}

/** A result that is no whole number needs a column for decimals. */
function typeOf(formula: Formula, { scope }: ExpressionPlace): 'integer' | 'decimal' {
  try {
    return compileExpression(languageFor(scope), formula.value, ['int', 'Decimal']).type === 'int' ? 'integer' : 'decimal';
  } catch {
    return 'integer';
  }
}

/** A column for the result; whole numbers add up with the rest of the table. */
function withColumn(report: ReportDefinition, table: string, column: string, title: string, type: 'integer' | 'decimal'): ReportDefinition {
  const made = setAt(report, ['schema', 'properties', table, 'each', 'properties', column], { type, title });
  const rules = report.sums?.[table];
  return type === 'integer' && (rules === undefined || typeof rules === 'object') ? setAt(made, ['sums', table, column], 'add') : made;
}
