// The whole table.
import { definitionPackRoutes } from './definition-pack.js';
import { definitionRoutes } from './definitions.js';
import { formDescriptionRoutes } from './form-descriptions.js';
import { formRoutes } from './forms.js';
import { healthRoutes } from './health.js';
import { jobRoutes } from './jobs.js';
import { ledgerRoutes } from './ledgers.js';
import { letterRoutes } from './letters.js';
import { paperRoutes } from './papers.js';
import { periodRoutes } from './periods.js';
import { reportRoutes } from './reports.js';
import type { Route } from './route.js';
import { sessionRoutes } from './session.js';
import { sumRoutes } from './sums.js';
import { todoRoutes } from './todo.js';
import { workbookRoutes } from './workbooks.js';

export const routes: Route[] = [
  ...healthRoutes(() => routes),
  ...sessionRoutes,
  ...formRoutes,
  ...formDescriptionRoutes,
  ...periodRoutes,
  ...todoRoutes,
  ...reportRoutes,
  ...sumRoutes,
  ...paperRoutes,
  ...definitionRoutes,
  ...definitionPackRoutes,
  ...jobRoutes,
  ...ledgerRoutes,
  ...letterRoutes,
  ...workbookRoutes,
];
