import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LabPage } from './lab.ts';
import { type StaticHost, serveWithoutHeaders } from './serveWithoutHeaders.ts';

const DIST = join(import.meta.dirname, '../dist');

let host: StaticHost;
test.beforeAll(async () => {
  host = await serveWithoutHeaders(DIST);
});
test.afterAll(() => host.close());

const isIsolated = () => self.crossOriginIsolated;

test('a host without headers: the service worker gives the page its threads, with one reload', async ({
  page,
}) => {
  const lab = new LabPage(page);
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(host.address);
  await page.waitForFunction(isIsolated);
  await lab.rest();
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(cores).toBeGreaterThanOrEqual(2);
  const badge = page.getByRole('button', { name: /Computes on WebAssembly/ });
  await expect(badge).toHaveText(/WebAssembly × [2-8]$/);
  expect(loads).toBe(2);

  // The next visit is isolated from its beginning.
  await page.reload();
  await lab.rest();
  expect(await page.evaluate(isIsolated)).toBe(true);
  expect(loads).toBe(3);
  expect(lab.problems()).toEqual([]);
});

test.describe('without service workers', () => {
  test.use({ serviceWorkers: 'block' });

  test('the page computes on one thread and says so, and why', async ({ page }) => {
    const lab = new LabPage(page);
    let loads = 0;
    page.on('load', () => loads++);
    await lab.open(host.address);
    expect(await page.evaluate(isIsolated)).toBe(false);
    const badge = page.getByRole('button', { name: 'Computes on WebAssembly, 1 thread', exact: true });
    await expect(badge).toHaveText(/WebAssembly × 1$/);
    await badge.click();
    await expect(page.getByText(/^One thread only: the server sends no COOP and COEP headers/)).toBeVisible();
    await page.keyboard.press('Escape');
    expect(loads).toBe(1);

    expect(await lab.accuracyOf(lab.rows().first())).toBeGreaterThanOrEqual(0.99);
    await lab.apply('Apply');
    await expect(lab.rows()).toHaveCount(2);
    expect(lab.problems()).toEqual([]);
  });
});
