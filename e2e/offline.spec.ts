import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';
import { serveWithoutHeaders } from './serveWithoutHeaders.ts';

const DIST = join(import.meta.dirname, '../dist');

/** Waits until the page says that it opens without a network, and all images are on this computer. */
async function untilKept(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'ready');
  await page.waitForFunction(() => {
    const { arrival } = window.__lab!.store.getState();
    return arrival !== null && arrival.arrived === arrival.total;
  });
}

/** What a person does with a page that has just been opened: looks at the histograms, and prunes. */
async function expectWorking(lab: LabPage): Promise<void> {
  const { page } = lab;
  await lab.rest();
  await expect(page.getByRole('button', { name: /LeNet-5/ }).first()).toBeVisible();
  await expect(page.getByRole('group', { name: /^Histogram of/ }).first()).toBeVisible();
  expect(await lab.accuracyOf(lab.rows().first())).toBeGreaterThanOrEqual(0.99);
  await lab.chooseStep('Prune');
  await lab.fill('Value', '95');
  await lab.rest();
  await expect(page.getByText(/measured on 500 test images/).first()).toBeVisible();
  const pruned = await lab.accuracyOf(await lab.apply('Apply'));
  expect(pruned).toBeGreaterThan(0.05);
  expect(pruned).toBeLessThan(0.99);
  await expect(page.getByRole('alert')).toHaveCount(0);
}

test('opened once, the page works without a network', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open();
  await untilKept(page);

  await context.setOffline(true);
  await page.reload();
  await expectWorking(lab);
  // What is loaded only when it is asked for is there too.
  await page.getByRole('tab', { name: 'Cost' }).click();
  await lab.rest();
  await expect(page.getByText(/MACs/).first()).toBeVisible();
  expect(lab.problems()).toEqual([]);
});

test('a host without headers may be gone: threads and all the rest are still there', async ({ page }) => {
  const host = await serveWithoutHeaders(DIST);
  const lab = new LabPage(page);
  try {
    await page.goto(host.address);
    await page.waitForFunction(() => self.crossOriginIsolated);
    await lab.rest();
    await untilKept(page);
  } finally {
    host.close();
  }
  await page.reload();
  expect(await page.evaluate(() => self.crossOriginIsolated)).toBe(true);
  await expectWorking(lab);
  expect(lab.problems()).toEqual([]);
});
