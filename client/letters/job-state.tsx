import { useTranslation } from 'react-i18next';
import type { JobView } from '../../server/domain/letter-views.js';
import { StateTag } from '../components/state-tag.js';

const colours = { waiting: 'default', running: 'processing', done: 'success', failed: 'error', cancelled: 'default' } as const;

/** How far a piece of long work is, in one word. */
export function JobState({ job }: { job: JobView }) {
  const { t } = useTranslation();
  return <StateTag state={{ key: job.state, title: t(`job.states.${job.state}`), colour: colours[job.state] }} />;
}
