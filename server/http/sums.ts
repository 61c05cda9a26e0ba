// /api/sums: what the reports of a county, or of a city's counties, come to.
import { type SumQuestion, showSum } from '../actions/show-sum.js';
import { sumReaders } from '../domain/permissions.js';
import { type Route, signedRoute } from './route.js';
import { definitionId, object, officeId, oneOf, periodKey } from './schemas.js';
import { sumView } from './view-schemas.js';

export const sumPath = '/api/sums/:definition/:period';
export const sumPlace = { definition: definitionId, period: periodKey };
const narrowed = { by: oneOf('center', 'township'), within: officeId };
export const sumFilter = object({}, narrowed);
/** `face` chooses between the form with everything added up and the table by groups. */
export const sumPaperFilter = object({}, { ...narrowed, face: oneOf('groups') });

export const sumRoutes: Route[] = [
  signedRoute<Pick<SumQuestion, 'definition' | 'period'>, Pick<SumQuestion, 'by' | 'within'>>({
    method: 'get',
    path: sumPath,
    summary: '汇总：按中心校或乡镇，可点开看学校；市只看各县合计',
    who: sumReaders,
    params: object(sumPlace),
    query: sumFilter,
    answers: { 200: { description: '汇总', schema: sumView } },
    handle: async ({ actor, params, query }, deps) => ({ json: await showSum(actor, { ...params, ...query }, deps) }),
  }),
];
