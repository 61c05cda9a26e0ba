// /api/periods: the months of a form.
import { listPeriods } from '../actions/list-periods.js';
import { type Route, signedRoute } from './route.js';
import { definitionId, object } from './schemas.js';
import { periodListView } from './view-schemas.js';

export const periodRoutes: Route[] = [
  signedRoute<unknown, { definition: string }>({
    method: 'get',
    path: '/api/periods',
    summary: '一张报表的各期，新的在前',
    who: 'signed-in',
    query: object({ definition: definitionId }),
    answers: { 200: { description: '各期', schema: periodListView } },
    handle: async ({ actor, query }, deps) => ({ json: await listPeriods(actor, query.definition, deps) }),
  }),
];
