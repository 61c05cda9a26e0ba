import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LetterRow } from '../../server/domain/letter-views.js';
import { momentOf } from '../dates.js';
import { letterPage } from '../places.js';
import { useSession } from '../session.js';
import { LetterState } from './letter-state.js';

/** Lines of the register; who and where as they were on the day of issue. */
export function LetterTable({ items, busy }: { items: LetterRow[]; busy: boolean }) {
  const { t } = useTranslation();
  const { today } = useSession();
  return (
    <div className={busy ? 'panel scroll-x list-busy' : 'panel scroll-x'} aria-busy={busy}>
      <table className="plain letter-table">
        <thead>
          <tr>
            <th scope="col">{t('letters.serial')}</th>
            <th scope="col">{t('letters.child')}</th>
            <th scope="col">{t('reports.state')}</th>
            <th scope="col" className="wide">
              {t('letters.kind')}
            </th>
            <th scope="col" className="wide">
              {t('reports.school')}
            </th>
            <th scope="col" className="wide">
              {t('letters.village')}
            </th>
            <th scope="col" className="wide">
              {t('letters.issuedAt')}
            </th>
            <th scope="col" className="wide">
              {t('letters.issuedBy')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((letter) => (
            <tr key={letter.id} className={letter.state === 'void' ? 'letter-void' : undefined}>
              <td>
                <Link to={letterPage(letter.id)}>{letter.serial}</Link>
              </td>
              <td className="letter-child">{letter.childName}</td>
              <td>
                <LetterState state={letter.state} />
                {letter.reason && <div className="quiet">{letter.reason}</div>}
              </td>
              <td className="wide">{letter.title}</td>
              <td className="wide">{letter.officeTitle}</td>
              <td className="wide">{letter.village}</td>
              <td className="wide">{momentOf(letter.at, today)}</td>
              <td className="wide">{letter.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
