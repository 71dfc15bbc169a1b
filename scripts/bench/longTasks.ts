import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, maybeFindChromium } from '../chromium.ts';

/** Tasks of the page's thread over 50 ms while a person does something. */
export interface LongTasks {
  readonly activity: string;
  readonly count: number;
  readonly longestMs: number;
}

const LIMIT_MS = 300_000;
const MOVES = 60;

/** Run in the page before anything of it. */
const WATCH = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask' });
`;

const rest = (page: Page) => page.locator('html[data-idle=true]').waitFor({ timeout: LIMIT_MS });

async function watch(page: Page, activity: string, act: () => Promise<void>): Promise<LongTasks> {
  await page.evaluate('window.longTasks.length = 0');
  await act();
  await rest(page);
  // Entries are told a moment after their tasks.
  await page.waitForTimeout(200);
  const durations = await page.evaluate<number[]>('window.longTasks');
  return { activity, count: durations.length, longestMs: Math.max(0, ...durations) };
}

async function drag(page: Page): Promise<void> {
  const slider = page.getByRole('slider').first();
  const before = await slider.getAttribute('aria-valuenow');
  const box = (await slider.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let move = 1; move <= MOVES; move++) {
    await page.mouse.move(middle.x + 3 * move, middle.y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  if ((await slider.getAttribute('aria-valuenow')) === before) throw new Error('the threshold did not move');
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fine-tune', exact: true }).click();
  await page.locator('html[data-idle=false]').waitFor({ timeout: LIMIT_MS });
}

async function openPage(browser: Browser, address: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  await page.goto(address);
  await rest(page);
  return [context, page];
}

/** Visits the built page at `address`, drags its threshold, prunes, and fine-tunes LeNet-5. */
export async function measureLongTasks(address: string): Promise<readonly LongTasks[]> {
  const executablePath = maybeFindChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGUMENTS,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const [context, page] = await openPage(browser, address);
    const dragged = await watch(page, 'dragging the threshold', () => drag(page));
    const pruned = await watch(page, 'pruning', () => page.getByRole('button', { name: 'Apply' }).click());
    await page.getByRole('radio', { name: 'Train', exact: true }).click();
    await rest(page);
    const trained = await watch(page, 'fine-tuning', () => train(page));
    await context.close();
    return [dragged, pruned, trained];
  } finally {
    await browser.close();
  }
}
