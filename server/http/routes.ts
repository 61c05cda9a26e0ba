// The whole table.
import { formRoutes } from './forms.js';
import { healthRoutes } from './health.js';
import type { Route } from './route.js';
import { sessionRoutes } from './session.js';

export const routes: Route[] = [...healthRoutes(() => routes), ...sessionRoutes, ...formRoutes];
