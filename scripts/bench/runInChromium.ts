import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { CHROMIUM_ARGUMENTS, maybeFindChromium } from '../chromium.ts';
import type { BenchAnswer, BenchTask } from './page/worker.ts';

/** A way to run tasks in Chromium, on a page that may have threads. Holds a server and a browser until `close`. */
export interface ChromiumBench {
  readonly version: string;
  run(task: BenchTask): Promise<BenchAnswer>;
  close(): Promise<void>;
}

/** Starts Vite on the sources and Chromium on the benchmark's page. */
export async function openChromiumBench(): Promise<ChromiumBench> {
  const server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false } });
  await server.listen();
  const address = server.resolvedUrls!.local[0]!;
  const executablePath = maybeFindChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGUMENTS,
    ...(executablePath ? { executablePath } : {}),
  });
  const page = await browser.newPage();
  await page.goto(new URL('scripts/bench/page/index.html', address).href);
  await page.waitForFunction(() => 'runTask' in window);
  return {
    version: browser.version(),
    run: (task) =>
      page.evaluate(
        (given) => (window as unknown as { runTask(task: BenchTask): Promise<BenchAnswer> }).runTask(given),
        task,
      ),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
