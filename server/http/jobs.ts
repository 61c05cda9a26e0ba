// /api/jobs: long work, how far it is, and how to stop it.
import { cancelJob, showJob } from '../actions/show-job.js';
import { designers } from '../domain/permissions.js';
import { jobView } from './definition-schemas.js';
import { type Route, signedRoute } from './route.js';
import { object } from './schemas.js';

const params = object({ job: { type: 'string', pattern: '^[a-z0-9:-]{1,200}$' } });

export const jobRoutes: Route[] = [
  signedRoute<{ job: string }>({
    method: 'get',
    path: '/api/jobs/:job',
    summary: '作业的进度和结果',
    who: designers,
    params,
    answers: { 200: { description: '作业', schema: jobView } },
    handle: async ({ actor, params: { job } }, deps) => ({ json: await showJob(actor, job, deps) }),
  }),
  signedRoute<{ job: string }>({
    method: 'delete',
    path: '/api/jobs/:job',
    summary: '停止作业',
    who: designers,
    params,
    answers: { 204: { description: '做完手头一步就停' } },
    handle: async ({ actor, params: { job } }, deps) => {
      await cancelJob(actor, job, deps);
      return { status: 204 };
    },
  }),
];
