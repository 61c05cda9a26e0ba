import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { useDesk } from '../design-desk.js';
import { entryRows } from './entry-rows.js';

type Props = { before: JsonMap; after: JsonMap; titles: { before: string; after: string }; whole: boolean };

/** Two definitions in two columns, entry by entry; what differs is marked in colour and in words. */
export function SideBySide({ before, after, titles, whole }: Props) {
  const { t } = useTranslation();
  const { contents } = useDesk();
  const [all, setAll] = useState(whole);
  const entries = useMemo(() => entryRows(before, after, contents), [before, after, contents]);
  const shown = all ? entries : entries.filter(({ changed }) => changed);
  return (
    <>
      <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
        {t('design.publish.wholeDefinition')}
      </Checkbox>
      {shown.length === 0 ? (
        <p className="quiet">{t('design.publish.noChanges')}</p>
      ) : (
        <table className="compare-sides">
          <thead>
            <tr>
              <th scope="col">{t('design.publish.place')}</th>
              <th scope="col">{titles.before}</th>
              <th scope="col">{titles.after}</th>
            </tr>
          </thead>
          {shown.map((entry) => (
            <tbody key={entry.path}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {entry.title}
                </th>
              </tr>
              {entry.lines
                .filter(({ changed }) => all || changed)
                .map((line) => (
                  <tr key={line.path} className={line.changed ? 'compare-changed' : undefined}>
                    <td>
                      {line.title}
                      {line.changed && <small className="quiet"> {t('design.publish.changed')}</small>}
                    </td>
                    <td>{line.before}</td>
                    <td>{line.after}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      )}
    </>
  );
}
