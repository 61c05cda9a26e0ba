import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server serves dist/client; while developing, `vite` proxies to a server started beside it.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/api': { target: process.env.API ?? 'http://127.0.0.1:3000', changeOrigin: false } } },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: ['chrome107', 'firefox104', 'safari16'],
    chunkSizeWarningLimit: 900,
    // The page's CSP allows no inlined scripts or data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A test aid inside @rjsf/core names it; the tree shaken of that aid does not.
    rolldownOptions: { external: ['@rjsf/validator-ajv8'] },
  },
});
