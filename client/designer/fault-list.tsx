import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../server/domain/problem.js';

type Props = { faults: Fault[]; onGo: (path: string) => void; focused?: boolean; onLeave?: () => void };

/** Everything that is wrong; a click goes there. With `focused` the keyboard stands on the first. */
export function FaultList({ faults, onGo, focused = false, onLeave }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (focused) list.current?.querySelector('button')?.focus();
  }, [focused]);
  return (
    <ul className="design-faults" ref={list} aria-label={t('design.frame.faults', { count: faults.length })}>
      {faults.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <button type="button" onClick={() => onGo(path)} onKeyDown={({ key }) => key === 'Escape' && onLeave?.()}>
            {message}
          </button>
        </li>
      ))}
    </ul>
  );
}
