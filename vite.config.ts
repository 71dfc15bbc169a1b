import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { plainWeightsPlugin } from './scripts/plainWeightsPlugin.ts';
import { preloadPagePlugin } from './scripts/preloadPagePlugin.ts';
import { wasmThreadsPlugin } from './scripts/wasmThreadsPlugin.ts';

/** Makes the page cross-origin isolated, which threads in WebAssembly need. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** What every part of the page needs of others' code, in one file instead of one for each that shares it. */
const PAGE_LIBRARIES =
  /node_modules\/(react|react-dom|react-i18next|i18next|scheduler|zustand|clsx|use-sync-external-store|@tanstack\/[^/]+|@floating-ui\/[^/]+|zod|@mantine\/core\/esm\/core)\//;

export default defineConfig({
  base: './',
  // 'mpa' answers a missing file with 404; the single-page fallback would hand out index.html in its place.
  appType: 'mpa',
  plugins: [react(), preloadPagePlugin('/app/main.tsx'), plainWeightsPlugin()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es', plugins: () => [wasmThreadsPlugin()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'libraries', test: PAGE_LIBRARIES }] } },
    },
  },
});
