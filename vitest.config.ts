import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { ISOLATION_HEADERS } from './app/serviceWorker/withIsolation.ts';
import { CHROMIUM_ARGUMENTS, maybeFindChromium } from './scripts/chromium.ts';

const executablePath = maybeFindChromium();

export default defineConfig({
  test: {
    // Two cores: more workers only get in each other's way.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{src,app,scripts}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['app/**/*.dom.test.{ts,tsx}'],
          setupFiles: ['./scripts/domSetup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // A missing file is a 404 here too, as on the served page.
        appType: 'mpa',
        server: { headers: ISOLATION_HEADERS },
        plugins: [react()],
        // Found underway they would be bundled anew, and React would be there twice.
        optimizeDeps: {
          include: [
            'react',
            'react/jsx-runtime',
            'react/jsx-dev-runtime',
            'react-dom',
            'react-dom/client',
            'react-i18next',
            'i18next',
            '@mantine/core',
            'd3',
          ],
        },
        test: {
          name: 'browser',
          include: ['{src,app}/**/*.browser.test.{ts,tsx}'],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: CHROMIUM_ARGUMENTS,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
