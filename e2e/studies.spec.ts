import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Studies' });

/** Opens the studies by the command palette. */
async function openStudies(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('studies');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeVisible();
}

test('a study runs, shows its readings beside the paper, and is still there after a reload', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  await openStudies(page);
  const dialog = dialogOf(page);
  await lab.button('Layers that collapse').click();
  await expect(dialog.getByText(/^About \d+ sec on this machine/)).toBeVisible();
  await lab.button('Run').click();
  await expect(dialog.getByText('Recipe 1 of 1: pruned, seed 1')).toBeVisible();

  const collapsed = dialog.getByRole('row', { name: /99\.9 %, by magnitude/ });
  await expect(collapsed).toContainText('1 (1)', { timeout: 200_000 });
  await expect(collapsed).toContainText('held');
  await expect(dialog.getByRole('row', { name: /99\.9 %, by SynFlow/ })).toContainText('held');
  const curve = dialog.getByRole('group', { name: /^Weights left in the thinnest layer: / });
  await expect(curve.getByText('SynFlow')).toBeVisible();
  await expect(dialog.getByText('The 1 seed chosen is done.')).toBeVisible();
  // What was open before is as it was.
  expect(await page.evaluate(() => window.__lab!.store.getState().header.dataset.name)).toBe('mnist');

  await page.reload();
  await lab.rest();
  await expect(dialog.getByRole('article', { name: 'Layers that collapse' })).toBeVisible();
  await expect(collapsed).toContainText('1 (1)');
  await expect(dialog.getByText('The 1 seed chosen is done.')).toBeVisible();

  await lab.button('Open as recipe').click();
  await expect(dialog).toHaveCount(0);
  await expect(lab.rows()).toHaveCount(13);
  expect(lab.problems()).toEqual([]);
});

test('a study takes turns with the steps of the page, and stops when it is told to', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('/?study=scratch');
  const dialog = dialogOf(page);
  await lab.button('Run').click();
  await expect(dialog.getByText('Recipe 1 of 1: lenet-300-100, seed 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(2);

  await openStudies(page);
  await expect(dialog.getByText(/left$/)).toBeVisible();
  await lab.button('Stop').click();
  await expect(lab.button('Run')).toBeEnabled();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(lab.problems()).toEqual([]);
});
