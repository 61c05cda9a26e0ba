import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../server/domain/ledger-views.js';

const shown = 500;

/** What a workbook would do to the ledger: its problems by row and column, then a sample of changes, then the agreement. */
export function ImportFindings({ found, busy, onAccept, onAgain }: { found: ImportView; busy: boolean; onAccept: () => void; onAgain: () => void }) {
  const { t } = useTranslation();
  const errors = found.problems.filter(({ level }) => level === 'error').length;
  const count = found.adds + found.updates;
  return (
    <>
      <dl className="panel facts intake-facts">
        {(['rows', 'adds', 'updates', 'unchanged'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`intake.counts.${key}`)}</dt>
            <dd>
              <b>{found[key]}</b>
            </dd>
          </div>
        ))}
      </dl>
      {found.problems.length > 0 && (
        <section className="panel intake-part">
          <h2 className={errors > 0 ? 'issues-bad' : 'issues-warn'}>
            {errors > 0 ? t('intake.errors', { count: errors }) : t('intake.warnings', { count: found.problems.length })}
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keys */}
          <section className="intake-scroll" tabIndex={0} aria-label={t('intake.problem')}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('intake.row')}</th>
                  <th scope="col">{t('intake.column')}</th>
                  <th scope="col">{t('intake.problem')}</th>
                </tr>
              </thead>
              <tbody>
                {found.problems.slice(0, shown).map((problem) => (
                  <tr key={`${problem.cell} ${problem.row} ${problem.column} ${problem.message}`}>
                    <td className="intake-at">{problem.row}</td>
                    <td className="intake-at">{problem.column}</td>
                    <td className={problem.level === 'error' ? 'issues-bad' : 'issues-warn'}>{problem.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {found.problems.length > shown && <p className="quiet">{t('intake.firstProblems', { count: shown })}</p>}
        </section>
      )}
      {errors === 0 && found.sample.length > 0 && (
        <section className="panel intake-part">
          <h2>{t('intake.sample', { count: found.sample.length })}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keys */}
          <section className="intake-scroll" tabIndex={0} aria-label={t('intake.changes')}>
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('intake.row')}</th>
                  <th scope="col">{t('settings.name')}</th>
                  <th scope="col">{t('intake.deed')}</th>
                  <th scope="col">{t('intake.changes')}</th>
                </tr>
              </thead>
              <tbody>
                {found.sample.map((line) => (
                  <tr key={line.row}>
                    <td className="intake-at">{line.row}</td>
                    <td>{line.name}</td>
                    <td className="intake-at">{t(`intake.kinds.${line.kind}`)}</td>
                    <td>
                      {line.changes.map((change) => (
                        <span key={change.title} className="intake-change">
                          {change.title}
                          {t('colon')}
                          {line.kind === 'update' && `${change.before || t('blank')} → `}
                          <b>{change.after || t('blank')}</b>
                        </span>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}
      <div className="form-foot panel">
        <span className="quiet">{errors > 0 ? t('intake.correctFirst') : count === 0 ? t('intake.nothing') : t('intake.agree')}</span>
        {errors > 0 || count === 0 ? (
          <Button type="primary" onClick={onAgain}>
            {t('intake.another')}
          </Button>
        ) : (
          <Button type="primary" loading={busy} onClick={onAccept}>
            {t('intake.accept', { count })}
          </Button>
        )}
      </div>
    </>
  );
}
