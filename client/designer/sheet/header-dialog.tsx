import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { NoConnection, Refusal } from '../../api.js';
import { useDesk } from '../design-desk.js';
import { keyFor } from '../make-key.js';
import { namesOf, useBeginCodeList } from './begin-code-list.js';
import { addTable, appendColumns, columnsFor, twiceIn } from './begin-table.js';
import { takenKeys } from './column-edits.js';
import { tableOf } from './header-edits.js';
import { leavesOfParsed, type ParsedHeader, parseHeader } from './parse-header.js';
import { type RowsChoice, RowsChoiceFields } from './rows-choice.js';
import { useSheet } from './sheet-desk.js';

/** A new table, or more columns of one, from a header that is copied from a spreadsheet or written with 、. */
export function HeaderDialog({ table }: { table: string | null }) {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, select } = useDesk<ReportDefinition>();
  const { deeds } = useSheet();
  const beginList = useBeginCodeList();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [rows, setRows] = useState<RowsChoice>({ kind: 'list', list: null, names: '' });
  const [firstIsRows, setFirstIsRows] = useState<boolean | null>(null);
  const [total, setTotal] = useState(true);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const parsed = parseHeader(text);
  const first = parsed[0];
  const named =
    firstIsRows ?? (first !== undefined && first.children.length === 0 && isRowTitle(first.title, table, definition, rows, t('design.table.guess.rows')));
  const rowTitle = named && first ? first.title : '';
  const headers = named ? parsed.slice(1) : parsed;
  const isNew = table === null;
  const wrong = (): string | null => {
    if (isNew && title.trim() === '') return t('design.table.header.needTitle');
    if (isNew && rows.kind === 'list' && rows.list === null) return t('design.table.header.needList');
    if (isNew && rows.kind === 'written' && namesOf(rows.names).length === 0) return t('design.table.header.needNames');
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
      const list = isNew ? rows.kind === 'free' : tableOf(definition, table).type === 'array';
      const columns = await columnsFor(headers, prefix, isNew ? [] : takenKeys(definition, table), list, t);
      if (!isNew) edit(t('design.table.steps.paste'), (now) => appendColumns(now, table, columns));
      else {
        const key = await keyFor(title, prefix, Object.keys(definition.schema?.properties ?? {}));
        const codeList = rows.kind === 'written' ? await beginList(t('design.table.rows.listTitle', { title: title.trim() }), namesOf(rows.names)) : rows.list;
        const stages = rows.kind === 'list' && hasStages(contents, codeList);
        edit(t('design.table.steps.addTable', { title: title.trim() }), (now) =>
          addTable(
            now,
            {
              key,
              title: title.trim(),
              rowTitle,
              total: total && rows.kind !== 'free' ? t('design.table.total') : null,
              rows: rows.kind === 'free' || codeList === null ? null : { codeList, ...(stages ? { when: byStage } : {}) },
            },
            columns,
          ),
        );
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
              autoFocus
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
            autoFocus={!isNew}
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
        {isNew && (
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

export const byStage = 'row.stage in office.stages';

/** True of a list whose rows say the stage of schooling they belong to: a school is asked for its own. */
const hasStages = (contents: ReturnType<typeof useDesk>['contents'], list: string | null): boolean => {
  const found = list === null ? undefined : contents[list];
  return found?.kind === 'code-list' && Object.values(found.codes).every((code) => Boolean(code.stage));
};

/** A first column that only names the rows, as far as one can guess. */
function isRowTitle(title: string, table: string | null, report: ReportDefinition, rows: RowsChoice, usual: string): boolean {
  if (table !== null) return report.layout.tables[table]?.rowTitle === title;
  return rows.kind === 'free' ? usual.split('、')[0] === title : usual.split('、').some((word) => title.includes(word));
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
