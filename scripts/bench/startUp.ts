import { chromium } from '@playwright/test';
import { computeMedian } from '../../src/base/stats.ts';
import { CHROMIUM_ARGUMENTS, maybeFindChromium } from '../chromium.ts';

/** How long a person waits for the first chart. */
export interface StartUp {
  /** Median of the samples: milliseconds from the start of the navigation until the first histogram is painted. */
  readonly firstHistogramMs: number;
  /** One for each visit, in order. */
  readonly samples: readonly number[];
}

export interface StartUpOptions {
  readonly visits?: number;
  readonly limitMs?: number;
}

/** The large histogram of the view the page opens on. */
const FIRST_HISTOGRAM = '#stage figure svg';

/** Runs in the page before anything of it: notes when the frame that holds the first match has been painted. */
function watchFirstPaint(selector: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    // A message sent from within a frame comes back after that frame was painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(window, { firstHistogramMs: performance.now() });
      port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Visits the page at `address` (a running `vite preview`) and times how soon it shows its first histogram.
 *
 * Each visit has a profile of its own, so that nothing is cached. Throws where a visit exceeds `limitMs`.
 */
export async function measureStartUp(
  address: string,
  { visits = 5, limitMs = 30_000 }: StartUpOptions = {},
): Promise<StartUp> {
  const executablePath = maybeFindChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGUMENTS,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const samples: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(watchFirstPaint, FIRST_HISTOGRAM);
      await page.goto(address, { waitUntil: 'commit' });
      const seen = await page.waitForFunction(
        () => (window as unknown as { firstHistogramMs?: number }).firstHistogramMs,
        undefined,
        { timeout: limitMs },
      );
      samples.push((await seen.jsonValue())!);
      await context.close();
    }
    return { firstHistogramMs: computeMedian(samples), samples };
  } finally {
    await browser.close();
  }
}
