import { Button, Checkbox, Modal, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { keyFor } from '../make-key.js';
import type { Ground } from './code-edits.js';
import { withoutFirst } from './code-edits.js';
import { applyPaste, guessColumns, type HeaderWords, longestPaste, type PasteColumn, planPaste, readCells } from './paste-codes.js';

const named = ['title', 'from', 'until', 'becomes', 'source'] as const;
const meanings: PasteColumn[] = [...named, 'skip'];
const shown = 200;
type Choice = { of: string; columns: PasteColumn[]; header: boolean };

/** What was copied in Excel, looked at before it is taken over. */
export function PasteDialog({ first, ground, onClose }: { first: string; ground: Ground; onClose: () => void }) {
  const { t } = useTranslation();
  const { definition: list, prefix, edit } = useDesk<CodeListDefinition>();
  const [text, setText] = useState(first);
  const all = useMemo(() => readCells(text), [text]);
  const tooMany = all.length > longestPaste + 1;
  const cells = useMemo(() => (tooMany ? all.slice(0, 1) : all), [all, tooMany]);
  const words = useMemo(() => Object.fromEntries(named.map((one) => [one, t(`design.lists.headers.${one}`).split('|')])) as HeaderWords, [t]);
  const guessed = useMemo(() => guessColumns(cells, words), [cells, words]);
  const [choice, setChoice] = useState<Choice | null>(null);
  const shape = `${cells[0]?.length ?? 0} ${cells[0]?.join('\t') ?? ''}`;
  const { columns, header } = choice?.of === shape ? choice : guessed;
  const lines = useMemo(() => planPaste(list, header ? cells.slice(1) : cells, columns, ground), [list, cells, columns, header, ground]);
  const count = (fate: string): number => lines.filter((line) => line.fate === fate).length;
  const [added, changed, wrong] = [count('added'), count('changed'), count('wrong')];
  // What is wrong is always shown; of a long list the rest is as its beginning.
  const listed = lines.length > shown ? lines.filter(({ fate }, index) => index < shown || fate === 'wrong').slice(0, 2 * shown) : lines;
  const choose = (at: number, meaning: PasteColumn) =>
    setChoice({ of: shape, header, columns: columns.map((one, index) => (index === at ? meaning : one === meaning && meaning !== 'skip' ? 'skip' : one)) });
  const take = async () => {
    const keys: { [title: string]: string } = {};
    const taken = new Set(Object.keys(list.codes ?? {}));
    for (const { fate, title } of lines) {
      if (fate !== 'added') continue;
      keys[title] = await keyFor(title, prefix, taken);
      taken.add(keys[title]);
    }
    edit(t('design.lists.pasted', { added, changed }), (now) =>
      applyPaste(added > 0 ? withoutFirst(now, t('design.list.begin.code'), ground) : now, lines, keys, ground),
    );
    onClose();
  };
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <Modal
      open
      afterOpenChange={(open) => open && area.current?.focus()}
      width={860}
      title={t('design.lists.paste')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="take" type="primary" disabled={tooMany || wrong > 0 || added + changed === 0} onClick={() => void take()}>
          {t('design.lists.takePaste', { count: added + changed })}
        </Button>,
      ]}
    >
      <label className="paste-text">
        {t('design.lists.pasteHere')}
        <textarea ref={area} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {tooMany && (
        <p role="alert" className="cell-fault">
          {t('design.lists.pasteTooMany', { count: all.length, most: longestPaste })}
        </p>
      )}
      {!tooMany && lines.length > 0 && (
        <>
          <p role="status" className="paste-count">
            {t('design.lists.pasteCount', { lines: lines.length, added, changed, same: count('same') })}
            {wrong > 0 && <strong className="cell-fault"> {t('design.lists.pasteWrong', { wrong })}</strong>}
          </p>
          <Checkbox checked={header} onChange={(event) => setChoice({ of: shape, columns, header: event.target.checked })}>
            {t('design.lists.firstIsHeader')}
          </Checkbox>
          <div className="edit-scroll paste-preview">
            <table className="edit-table">
              <thead>
                <tr>
                  <th>{t('design.lists.line')}</th>
                  {columns.map((meaning, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                    <th key={at}>
                      <Select
                        size="small"
                        aria-label={t('design.lists.columnIs', { number: at + 1 })}
                        value={meaning}
                        onChange={(next) => choose(at, next)}
                        popupMatchSelectWidth={false}
                        options={meanings.map((one) => ({ value: one, label: t(`design.lists.columns.${one}`) }))}
                      />
                    </th>
                  ))}
                  <th>{t('design.lists.willBe')}</th>
                </tr>
              </thead>
              <tbody>
                {listed.map(({ line, fate, problems }) => {
                  const row = cells[line - (header ? 0 : 1)] ?? [];
                  return (
                    <tr key={line} className={`paste-${fate}`}>
                      <td>{line + (header ? 1 : 0)}</td>
                      {columns.map((_, at) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                        <td key={at}>{row[at] ?? ''}</td>
                      ))}
                      <td>
                        {fate === 'wrong'
                          ? problems.map(({ kind, text: what }) => t(`design.lists.problems.${kind}`, { what })).join(t('design.lists.and'))
                          : t(`design.lists.fates.${fate}`)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {lines.length > listed.length && <p className="quiet">{t('design.lists.pasteMore', { count: lines.length - listed.length })}</p>}
        </>
      )}
    </Modal>
  );
}
