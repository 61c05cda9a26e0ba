import { useTranslation } from 'react-i18next';
import { Refusal } from '../api.js';

export type Said = { text: string; request: string; faults: { [path: string]: string } };
export const nothingSaid: Said = { text: '', request: '', faults: {} };

/** What the server refused, in words, with the faults by field where it names them. */
export function useTroubleWords(): (error: unknown) => Said {
  const { t } = useTranslation();
  return (error) =>
    error instanceof Refusal
      ? {
          text: error.message,
          request: error.problem.request ?? '',
          faults: Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path.replace(/^(values|changes)\./, ''), message])),
        }
      : { ...nothingSaid, text: t('trouble.noConnection') };
}
