import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, maybeFindChromium } from './scripts/chromium.ts';

const port = Number(process.env.E2E_PORT ?? 4179);
// All checks together build once, before this.
const build = process.env.E2E_BUILT ? '' : 'npx vite build && ';
const executablePath = maybeFindChromium();

export default defineConfig({
  testDir: 'e2e',
  // One set of pictures for all systems: no text is in them.
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: process.env.E2E_JSON ? [['list'], ['json', { outputFile: process.env.E2E_JSON }]] : [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    // No trace: its pictures of the page would be the longest tasks of the main thread.
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGUMENTS },
  },
  webServer: {
    command: `${build}npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
});
