import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ISOLATION_HEADERS } from './app/serviceWorker/withIsolation.ts';
import { offlineFilesPlugin } from './scripts/offlineFilesPlugin.ts';
import { createPageNamer } from './scripts/pageChunk.ts';
import { plainWeightsPlugin } from './scripts/plainWeightsPlugin.ts';
import { preloadPagePlugin } from './scripts/preloadPagePlugin.ts';
import { wasmThreadsPlugin } from './scripts/wasmThreadsPlugin.ts';

/** What every part of the page needs of others' code, in one file instead of one for each that shares it. */
const PAGE_LIBRARIES =
  /node_modules\/(react|react-dom|react-i18next|i18next|scheduler|zustand|clsx|use-sync-external-store|@tanstack\/[^/]+|@floating-ui\/[^/]+|@mantine\/core\/esm\/core)\//;

/** What checks recipes: not needed for the first picture, though all that the page may import has one door. */
const SCHEMA = /\/(src\/recipe\/schema|src\/data\/manifestSchema|node_modules\/zod)[/.]/;

/** Rooms of src/ whose files do nothing when they are loaded. */
const PURE_ROOMS = /\/src\/(base|network|pruning|data|analysis|formats|recipe)\//;

const pathOf = (file: string) => `${import.meta.dirname}/${file}`;

export default defineConfig({
  base: './',
  // 'mpa' answers a missing file with 404; the single-page fallback would hand out index.html in its place.
  appType: 'mpa',
  plugins: [react(), preloadPagePlugin('/app/main.tsx'), plainWeightsPlugin(), offlineFilesPlugin()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es', plugins: () => [wasmThreadsPlugin()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Registries and schemas make values and nothing else: who does not use them need not load them.
      treeshake: { moduleSideEffects: (id) => !PURE_ROOMS.test(id) },
      input: { index: 'index.html', serviceWorker: 'app/serviceWorker/serviceWorker.ts' },
      output: {
        // A service worker answers for the folder it lies in, under a name that stays.
        entryFileNames: ({ name }) =>
          name === 'serviceWorker' ? 'serviceWorker.js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            { name: 'schema', test: SCHEMA, includeDependenciesRecursively: false, priority: 1 },
            { name: 'libraries', test: PAGE_LIBRARIES },
            { name: createPageNamer(pathOf('app/start.ts'), pathOf('app/main.tsx')), debugName: 'page' },
          ],
        },
      },
    },
  },
});
