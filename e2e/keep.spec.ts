import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { LabPage } from './lab.ts';

test('a session comes back after a reload, is named, saved as a file and opened again', async ({
  page,
}, info) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.fill('Value', '70');
  await lab.rest();
  const pruned = await lab.accuracyOf(await lab.apply('Apply'));
  await lab.kept();

  await page.reload();
  await lab.rest();
  await expect(lab.rows()).toHaveCount(2);
  expect(await lab.accuracyOf(lab.rows().last())).toBe(pruned);

  // What came back is whole: the next step goes on from its weights.
  await lab.fill('Value', '80');
  await lab.rest();
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(3);
  await lab.kept();

  await lab.button('File').click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save this session' }).click();
  const path = info.outputPath('session.zip');
  await (await saving).saveAs(path);

  // A fresh start: another recipe, then the file.
  await page.goto('/?fresh#');
  await lab.rest();
  await page.evaluate(() =>
    window.__lab!.store.getState().openRecipe({ ...window.__lab!.store.getState().header, steps: [] }),
  );
  await lab.rest();
  await expect(lab.rows()).toHaveCount(1);
  const choosing = page.waitForEvent('filechooser');
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await choosing).setFiles(path);
  await expect(lab.rows()).toHaveCount(3);
  await lab.rest();
  expect(await lab.accuracyOf(lab.rows().nth(1))).toBe(pruned);
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(4);
  expect(lab.problems()).toEqual([]);

  // A damaged file gets a sentence, and what is open stays.
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  const choosingAgain = page.waitForEvent('filechooser');
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await choosingAgain).setFiles(path);
  await expect(page.getByText('The zip file is damaged.')).toBeVisible();
  await expect(lab.rows()).toHaveCount(4);
});

test('the list of sessions opens and deletes what is kept', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.apply('Apply');
  await lab.kept();
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Sessions on this computer/ }).click();
  await page.getByRole('textbox', { name: 'Name of this session' }).fill('First lesson');
  await expect(page.getByText('open now')).toBeVisible();
  await page.keyboard.press('Escape');
  await lab.kept();

  await page.evaluate(() =>
    window.__lab!.store.getState().openRecipe({ ...window.__lab!.store.getState().header, steps: [] }),
  );
  await lab.rest();
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Sessions on this computer/ }).click();
  await expect(page.getByText('First lesson')).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await lab.rest();
  await expect(lab.rows()).toHaveCount(2);

  await page.evaluate(() =>
    window.__lab!.store.getState().openRecipe({ ...window.__lab!.store.getState().header, steps: [] }),
  );
  await lab.rest();
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Sessions on this computer/ }).click();
  await lab.button('Delete First lesson').click();
  await lab.button('Delete for good?').click();
  await expect(page.getByText('Nothing is kept yet.')).toBeVisible();
  expect(lab.problems()).toEqual([]);
});
