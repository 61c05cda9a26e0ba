import { Checkbox, Input, Modal } from 'antd';
import type { TFunction } from 'i18next';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { NoConnection, Refusal } from '../../api.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow } from '../edit-tree.js';
import { listNamed } from '../list-named.js';
import { keyFor } from '../make-key.js';
import { usePublished } from '../use-published.js';
import { namesOf, useBeginCodeList } from './begin-code-list.js';
import { addTable, appendColumns, columnsFor, type NewTable, replaceColumns, twiceIn } from './begin-table.js';
import { takenKeys } from './column-edits.js';
import { holds, isLineNumber, isListOfPeople } from './guess-field.js';
import { tableOf } from './header-edits.js';
import { leavesOfParsed, type ParsedHeader, parseHeader } from './parse-header.js';
import { type RowsChoice, RowsChoiceFields } from './rows-choice.js';
import { useSheet } from './sheet-desk.js';

/** A new table, or more columns of one, from a header that is copied from a spreadsheet or written with 、. */
export function HeaderDialog({ table, pasted }: { table: string | null; pasted: string }) {
  const { t } = useTranslation();
  const { definition, below, prefix, contents, edit, select } = useDesk<ReportDefinition>();
  const published = usePublished();
  const { deeds } = useSheet();
  const titleBox = useRef<ComponentRef<typeof Input>>(null);
  const textBox = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const beginList = useBeginCodeList();
  const [title, setTitle] = useState('');
  const [text, setText] = useState(pasted);
  const [chosenRows, setRows] = useState<RowsChoice | null>(null);
  const isFresh = table !== null && mayReplace(definition, below, published, table);
  const [replaces, setReplaces] = useState(isFresh);
  const [firstIsRows, setFirstIsRows] = useState<boolean | null>(null);
  const [total, setTotal] = useState(true);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const parsed = parseHeader(text);
  const first = parsed[0];
  const isNew = table === null;
  /** The table is made whole: its rows are chosen too. */
  const whole = isNew || replaces;
  const people = isListOfPeople(
    parsed.map((one) => one.title),
    t,
  );
  const rows = chosenRows ?? { kind: people ? ('free' as const) : ('list' as const), list: first ? listNamed(first.title, contents) : null, names: '' };
  const named = firstIsRows ?? (first !== undefined && first.children.length === 0 && isRowTitle(first.title, whole ? null : table, definition, rows, t));
  const rowTitle = named && first ? first.title : '';
  const headers = named ? parsed.slice(1) : parsed;
  const wrong = (): string | null => {
    if (isNew && title.trim() === '') return t('design.table.header.needTitle');
    if (whole && rows.kind === 'list' && rows.list === null) return t('design.table.header.needList');
    if (whole && rows.kind === 'written' && namesOf(rows.names).length === 0) return t('design.table.header.needNames');
    if (headers.length === 0) return t('design.table.header.needColumns');
    const twice = twiceIn(headers);
    return twice === null ? null : t('design.table.refused.sameTitle', { title: twice });
  };
  const make = async (): Promise<void> => {
    const refused = wrong();
    setFault(refused);
    if (refused !== null) return;
    setBusy(true);
    try {
      const list = whole ? rows.kind === 'free' : tableOf(definition, table).type === 'array';
      const columns = await columnsFor(headers, prefix, whole || table === null ? [] : takenKeys(definition, table), list, contents, t);
      if (!whole && table !== null) edit(t('design.table.steps.paste'), (now) => appendColumns(now, table, columns));
      else {
        const name = table === null ? title.trim() : tableOf(definition, table).title;
        const key = table ?? (await keyFor(name, prefix, Object.keys(definition.schema?.properties ?? {})));
        const codeList = rows.kind === 'written' ? await beginList(t('design.table.rows.listTitle', { title: name }), namesOf(rows.names)) : rows.list;
        const stages = rows.kind === 'list' && hasStages(contents, codeList);
        const made: NewTable = {
          key,
          title: name,
          rowTitle,
          total: total && rows.kind !== 'free' ? t('design.table.total') : null,
          rows: rows.kind === 'free' || codeList === null ? null : { codeList, ...(stages ? { when: byStage } : {}) },
        };
        edit(t('design.table.steps.addTable', { title: name }), (now) => (table === null ? addTable(now, made, columns) : replaceColumns(now, made, columns)));
        select(['schema', 'properties', key]);
      }
      deeds.open(null);
    } catch (error) {
      setFault(error instanceof Refusal ? error.message : t(error instanceof NoConnection ? 'trouble.noConnection' : 'trouble.page'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      afterOpenChange={(open) => open && (titleBox.current ?? textBox.current)?.focus()}
      width={620}
      title={t(isNew ? 'design.table.header.newTable' : 'design.table.header.moreColumns')}
      okText={t('design.table.header.add')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void make()}
      onCancel={() => deeds.open(null)}
    >
      <div className="sheet-dialog">
        {isNew && (
          <label htmlFor="sheet-header-title">
            <span>{t('design.table.header.title')}</span>
            <Input
              id="sheet-header-title"
              ref={titleBox}
              value={title}
              maxLength={120}
              placeholder={t('design.table.header.titleExample')}
              onChange={(event) => setTitle(event.target.value)}
            />
          </label>
        )}
        <label htmlFor="sheet-header-columns">
          <span>{t('design.table.header.columns')}</span>
          <Input.TextArea
            id="sheet-header-columns"
            ref={textBox}
            rows={4}
            value={text}
            placeholder={t('design.table.header.example')}
            onChange={(event) => {
              setText(event.target.value);
              setFault(null);
            }}
          />
        </label>
        {parsed.length > 0 && (
          <>
            <HeaderPreview headers={headers} rowTitle={rowTitle} />
            {first?.children.length === 0 && (
              <Checkbox checked={named} onChange={(event) => setFirstIsRows(event.target.checked)}>
                {t('design.table.header.firstIsRows', { title: first.title })}
              </Checkbox>
            )}
          </>
        )}
        {isFresh && (
          <Checkbox checked={replaces} onChange={(event) => setReplaces(event.target.checked)}>
            {t('design.table.header.replace')}
          </Checkbox>
        )}
        {whole && (
          <>
            <RowsChoiceFields value={rows} onChange={setRows} />
            {rows.kind !== 'free' && (
              <Checkbox checked={total} onChange={(event) => setTotal(event.target.checked)}>
                {t('design.table.header.withTotal')}
              </Checkbox>
            )}
          </>
        )}
        {fault && (
          <p className="sheet-field-fault" role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  );
}

/** A table that was only begun: its one column can give way. */
const mayReplace = (report: ReportDefinition, below: JsonMap, published: JsonMap, table: string): boolean => {
  const path = ['schema', 'properties', table];
  return !isFromBelow(below, path) && !isFromBelow(published, path) && Object.keys(tableOf(report, table).each.properties).length <= 1;
};

export const byStage = 'row.stage in office.stages';

/** True of a list whose rows say the stage of schooling they belong to: a school is asked for its own. */
const hasStages = (contents: ReturnType<typeof useDesk>['contents'], list: string | null): boolean => {
  const found = list === null ? undefined : contents[list];
  return found?.kind === 'code-list' && Object.values(found.codes).every((code) => Boolean(code.stage));
};

/** A first column that only names the rows, as far as one can guess. */
function isRowTitle(title: string, table: string | null, report: ReportDefinition, rows: RowsChoice, t: TFunction): boolean {
  if (table !== null) return report.layout.tables[table]?.rowTitle === title;
  return rows.kind === 'free' ? isLineNumber(title, t) : holds(title, t('design.table.guess.rows'));
}

function HeaderPreview({ headers, rowTitle }: { headers: ParsedHeader[]; rowTitle: string }) {
  const { t } = useTranslation();
  const depthOf = (some: ParsedHeader[]): number => Math.max(0, ...some.map(({ children }) => 1 + depthOf(children)));
  const depth = Math.max(1, depthOf(headers));
  const level = (some: ParsedHeader[], row: number): ParsedHeader[] =>
    row === 0
      ? some
      : level(
          some.flatMap(({ children }) => children),
          row - 1,
        );
  const top = rowTitle === '' ? headers : [{ title: rowTitle, children: [] }, ...headers];
  return (
    <div className="sheet-preview">
      <table aria-label={t('design.table.header.preview')}>
        <thead>
          {Array.from({ length: depth }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a header have no other name
            <tr key={row}>
              {level(row === 0 ? top : headers, row).map(({ title, children }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: titles may stand in it twice
                <th key={at} rowSpan={children.length > 0 ? 1 : depth - row} colSpan={children.length > 0 ? leavesOfParsed(children).length : 1}>
                  {title}
                </th>
              ))}
            </tr>
          ))}
        </thead>
      </table>
    </div>
  );
}
