import { useTranslation } from 'react-i18next';
import { plainFault } from '../../server/domain/expression-words.js';
import type { Fault } from '../../server/domain/problem.js';

/** Everything that is wrong; a click goes there. */
export function FaultList({ faults, onGo }: { faults: Fault[]; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  if (faults.length === 0) return <p>{t('design.frame.noFaults')}</p>;
  return (
    <ul className="design-faults">
      {faults.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <button type="button" onClick={() => onGo(path)}>
            {plainFault(message)}
          </button>
        </li>
      ))}
    </ul>
  );
}
