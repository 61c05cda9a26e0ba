import { useTranslation } from 'react-i18next';
import type { LetterState as State } from '../../server/domain/letter-views.js';
import { StateTag } from '../components/state-tag.js';

/** Whether a letter still counts. */
export function LetterState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <StateTag state={{ key: state, title: t(`letters.states.${state}`), colour: state === 'valid' ? 'success' : 'default' }} />;
}
