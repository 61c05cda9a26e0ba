import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportDefinition, Table } from '../../../server/domain/definition.generated.js';
import type { FormTable } from '../../../server/domain/form-parts.js';
import { NoConnection, Refusal } from '../../api.js';
import { useDesk } from '../design-desk.js';
import { getAt, isFromBelow, setAt } from '../edit-tree.js';
import { ExpressionField } from '../expressions/expression-field.js';
import { PropertyForm } from '../properties/property-form.js';
import { namesOf, useBeginCodeList } from './begin-code-list.js';
import { mayAddUp, setAddsUp } from './column-edits.js';
import { byStage } from './header-dialog.js';
import { SubtotalsField } from './subtotals-field.js';

/** What there is to say about a whole table: its rows, who fills which, its sums. */
export function TablePanel({ table, form }: { table: string; form: FormTable }) {
  const { t } = useTranslation();
  const { definition, below, contents, edit } = useDesk<ReportDefinition>();
  const path = ['schema', 'properties', table];
  const property = getAt(definition, path) as Table;
  const locked = getAt(below, [...path, 'locked']) === true;
  const mayTurn = !isFromBelow(below, path);
  const turn = (type: Table['type']) => {
    const list = Object.values(contents).find(({ kind }) => kind === 'code-list')?.id ?? '';
    edit(t('design.table.steps.rows'), (now) => turned(now, table, type, list));
  };
  return (
    <>
      <PropertyForm path={path} type="Table" only={['title']} />
      {mayTurn && (
        <Radio.Group
          className="sheet-turn"
          aria-label={t('design.table.rows.from')}
          value={property.type}
          onChange={(event) => turn(event.target.value)}
          options={[
            { value: 'object', label: t('design.table.rows.fixed') },
            { value: 'array', label: t('design.table.rows.free') },
          ]}
        />
      )}
      {property.type === 'array' && <PropertyForm path={path} type="Table" only={['minLines', 'maxLines']} />}
      {property.type === 'object' && !locked && <FixedRows table={table} />}
      {property.type === 'object' && property.rows && <RowsFrom list={property.rows.codeList} />}
      <PropertyForm path={['layout', 'tables', table]} type="TableLayout" only={['rowTitle', 'rowWidth', 'total', 'sumsFirst', 'numbered']} mayBegin />
      {property.type === 'object' && <SubtotalsField table={table} form={form} />}
    </>
  );
}

/** Rows are added and taken away in their list, which other forms may use too. */
function RowsFrom({ list }: { list: string }) {
  const { t } = useTranslation();
  const { contents } = useDesk();
  const title = contents[list]?.title;
  if (title === undefined) return null;
  return (
    <p className="quiet">
      {t('design.table.rows.inList', { title })} <Link to={`/forms/${list}/design`}>{t('design.table.rows.openList')}</Link>
    </p>
  );
}

function FixedRows({ table }: { table: string }) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const path = ['schema', 'properties', table, 'rows'];
  const when = getAt(definition, [...path, 'when']) as string | undefined;
  const [custom, setCustom] = useState(false);
  const who = when === undefined && !custom ? 'all' : when === byStage && !custom ? 'stage' : 'custom';
  const choose = (value: string) => {
    setCustom(value === 'custom');
    if (value !== 'custom') edit(t('design.table.steps.rowsWhen'), (now) => setAt(now, [...path, 'when'], value === 'stage' ? byStage : undefined));
  };
  return (
    <>
      <PropertyForm path={path} type="Table.rows" only={['codeList']} mayBegin />
      <WrittenRows table={table} />
      <fieldset className="sheet-who">
        <legend>{t('design.table.rows.who')}</legend>
        <Radio.Group
          aria-label={t('design.table.rows.who')}
          value={who}
          onChange={(event) => choose(event.target.value)}
          options={[
            { value: 'all', label: t('design.table.rows.all') },
            { value: 'stage', label: t('design.table.rows.stage') },
            { value: 'custom', label: t('design.table.rows.custom') },
          ]}
        />
        {who === 'custom' && <ExpressionField path={[...path, 'when']} label={t('design.table.rows.who')} optional />}
      </fieldset>
    </>
  );
}

/** Rows written down here become a list of their own. */
function WrittenRows({ table }: { table: string }) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const begin = useBeginCodeList();
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  if (text === null)
    return (
      <Button size="small" onClick={() => setText('')}>
        {t('design.table.rows.write')}
      </Button>
    );
  const make = async () => {
    setBusy(true);
    try {
      const title = String(getAt(definition, ['schema', 'properties', table, 'title']) ?? '');
      const list = await begin(t('design.table.rows.listTitle', { title }), namesOf(text));
      edit(t('design.table.steps.rows'), (now) => {
        const rowsPath = ['schema', 'properties', table, 'rows'];
        return setAt(setAt(now, [...rowsPath, 'codeList'], list), [...rowsPath, 'when'], undefined);
      });
      setText(null);
    } catch (error) {
      setFault(error instanceof Refusal ? error.message : t(error instanceof NoConnection ? 'trouble.noConnection' : 'trouble.page'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sheet-dialog">
      <label htmlFor="sheet-row-names">
        <span>{t('design.table.rows.names')}</span>
        <Input.TextArea
          id="sheet-row-names"
          autoFocus
          rows={4}
          value={text}
          placeholder={t('design.table.rows.namesExample')}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {fault && (
        <p className="sheet-field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="sheet-buttons">
        <Button size="small" type="primary" loading={busy} disabled={namesOf(text).length === 0} onClick={() => void make()}>
          {t('design.table.rows.make')}
        </Button>
        <Button size="small" onClick={() => setText(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

/** The table with rows of the other kind: lines cannot be added up over schools. */
function turned(report: ReportDefinition, table: string, type: Table['type'], list: string): ReportDefinition {
  const path = ['schema', 'properties', table];
  const { rows, minLines, maxLines, ...rest } = getAt(report, path) as Table;
  if (type === 'array') {
    const next = setAt(report, path, { ...rest, type, ...(maxLines === undefined ? {} : { maxLines }), ...(minLines === undefined ? {} : { minLines }) });
    const unsummed = getAt(next, ['sums', table]) === undefined ? next : setAt(next, ['sums', table], undefined);
    const layout = ['layout', 'tables', table, 'subtotals'];
    return getAt(unsummed, layout) === undefined ? unsummed : setAt(unsummed, layout, undefined);
  }
  const next = setAt(report, path, { ...rest, type, rows: rows ?? { codeList: list } });
  return Object.entries(rest.each.properties).reduce((now, [key, field]) => (mayAddUp(now, table, field) ? setAddsUp(now, table, key, true) : now), next);
}
