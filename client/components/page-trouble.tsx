import { useRouteError } from 'react-router';
import { Trouble } from './trouble.js';

/** Stands in for a page that could not be loaded or drawn. */
export function PageTrouble() {
  return <Trouble page error={useRouteError()} onRetry={() => window.location.reload()} />;
}
