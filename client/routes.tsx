import { createBrowserRouter } from 'react-router';
import { PageTrouble } from './components/page-trouble.js';
import { Waiting } from './components/waiting.js';
import { HomePage } from './pages/home-page.js';
import { NoPage } from './pages/no-page.js';
import { Shell } from './pages/shell.js';
import { TodoPage } from './pages/todo-page.js';

const page = (path: string, lazy: () => Promise<{ Component: React.ComponentType }>) => ({ path, lazy, errorElement: <PageTrouble /> });

/** Addresses of the screens. Every page but the first is loaded when it is opened. */
export const router = createBrowserRouter([
  page('preview-screen', async () => ({ Component: (await import('./designer/preview/phone-page.js')).PhonePage })),
  {
    Component: Shell,
    errorElement: <PageTrouble />,
    HydrateFallback: Waiting,
    children: [
      { index: true, Component: HomePage },
      { path: 'todo', Component: TodoPage },
      page('reports', async () => ({ Component: (await import('./pages/reports-page.js')).ReportsPage })),
      page('reports/:definition/:office/:period', async () => ({ Component: (await import('./pages/report-page.js')).ReportPage })),
      page('ledger', async () => ({ Component: (await import('./ledger/ledger-page.js')).LedgerPage })),
      page('ledger/:ledger/new', async () => ({ Component: (await import('./ledger/new-child-page.js')).NewChildPage })),
      page('ledger/:ledger/import', async () => ({ Component: (await import('./ledger/import-page.js')).ImportPage })),
      page('ledger/:ledger/children/:child', async () => ({ Component: (await import('./ledger/child-page.js')).ChildPage })),
      page('letters', async () => ({ Component: (await import('./letters/letters-page.js')).LettersPage })),
      page('letters/new', async () => ({ Component: (await import('./letters/issue-page.js')).IssuePage })),
      page('letters/jobs/:job', async () => ({ Component: (await import('./letters/job-page.js')).JobPage })),
      page('letters/:letter', async () => ({ Component: (await import('./letters/letter-page.js')).LetterPage })),
      page('sums', async () => ({ Component: (await import('./pages/sums-page.js')).SumsPage })),
      page('forms', async () => ({ Component: (await import('./pages/forms-page.js')).FormsPage })),
      page('forms/:definition/:version', async () => ({ Component: (await import('./pages/blank-form-page.js')).BlankFormPage })),
      page('forms/:definition/upgrade', async () => ({ Component: (await import('./designer/upgrade/upgrade-page.js')).UpgradePage })),
      page('forms/:definition/design', async () => ({ Component: (await import('./designer/design-page.js')).DesignPage })),
      page('settings', async () => ({ Component: (await import('./pages/settings-page.js')).SettingsPage })),
      { path: '*', Component: NoPage },
    ],
  },
]);
