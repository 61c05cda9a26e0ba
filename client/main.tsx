import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { NoConnection } from './api.js';
import { startWords } from './i18n/i18n.js';
import { router } from './routes.js';
import './styles.css';
import { theme } from './theme.js';

// Lists are asked for again when a page is opened, never under a reader's eyes.
const queries = new QueryClient({
  defaultOptions: {
    queries: { refetchOnWindowFocus: false, retry: (failures, error) => error instanceof NoConnection && failures < 2, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

await startWords();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  </StrictMode>,
);
